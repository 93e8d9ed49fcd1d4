package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** A server's certificate for localhost in files, and the trust store of those who trust its authority. */
final class Credentials implements AutoCloseable {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private final KeyStore store;
    private final Path folder;
    private final DemoAuthority authority = new DemoAuthority();

    Credentials(Path folder, DemoAuthority.KeyKind kind) throws GeneralSecurityException, IOException {
        this.folder = folder;
        store = authority.keyStoreFor(List.of("localhost"), kind);
        StringBuilder chain = new StringBuilder();
        for (Certificate each : store.getCertificateChain("server")) {
            chain.append(pem("CERTIFICATE", each.getEncoded()));
        }
        Files.writeString(chain(), chain);
        Files.writeString(
                key(),
                pem(
                        "PRIVATE KEY",
                        store.getKey("server", DemoAuthority.password()).getEncoded()));
    }

    /** Makes this JVM trust the authority, and nobody else, until it is closed. */
    void trustInThisJvm() throws GeneralSecurityException, IOException {
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            authority.trustStore().store(out, "trusted".toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE + "Type", "PKCS12");
        System.setProperty(TRUST_STORE + "Password", "trusted");
    }

    KeyStore store() {
        return store;
    }

    Path chain() {
        return folder.resolve("chain.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    @Override
    public void close() {
        for (String part : List.of("", "Type", "Password")) {
            System.clearProperty(TRUST_STORE + part);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
