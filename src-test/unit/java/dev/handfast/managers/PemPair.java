package dev.handfast.managers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.CredentialFiles;
import dev.handfast.jsse.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate chain and a key in two PEM files that a test writes. */
public record PemPair(Path certificates, Path key) {
    /** In a directory of the test's. */
    public static PemPair in(Path directory) {
        return new PemPair(directory.resolve("chain.pem"), directory.resolve("key.pem"));
    }

    public CredentialFiles files() {
        return CredentialFiles.pem(certificates, key);
    }

    /** Both at once. */
    public PemPair write(TestAuthority.Issued issued) {
        return writeCertificates(issued).writeKey(issued);
    }

    PemPair writeCertificates(TestAuthority.Issued issued) {
        var text = new StringBuilder("a comment, as openssl writes it\n");
        try {
            for (X509Certificate certificate : issued.chain()) {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException(broken);
        }
        return write(certificates, text.toString());
    }

    PemPair writeKey(TestAuthority.Issued issued) {
        return write(key, block("PRIVATE KEY", issued.keys().getPrivate().getEncoded()));
    }

    public PemPair write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(US_ASCII));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String block(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
