package dev.handfast.managers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.crypto.Jca;
import dev.handfast.crypto.Signatures;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A certificate chain and a key in PEM (RFC 7468). */
final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final byte[] PROOF = "do these two belong together?".getBytes(US_ASCII);

    private PemFiles() {}

    /** Fails with a sentence if the two are not what they should be, or do not belong together. */
    static StoredKeyManager read(byte[] certificates, byte[] key) throws GeneralSecurityException {
        var chain = new ArrayList<X509Certificate>();
        for (byte[] der : blocks(certificates, "CERTIFICATE")) {
            chain.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        }
        if (chain.isEmpty()) {
            throw new CertificateException("no CERTIFICATE is in the file of certificates");
        }
        PublicKey its = chain.get(0).getPublicKey();
        PrivateKey secret = key(key, its);
        checkTogether(secret, its);
        return StoredKeyManager.of("pem", secret, chain.toArray(X509Certificate[]::new));
    }

    private static PrivateKey key(byte[] file, PublicKey its) throws GeneralSecurityException {
        List<byte[]> keys = blocks(file, "PRIVATE KEY");
        try {
            if (keys.size() != 1) {
                throw new KeyException(keys.size()
                        + " PRIVATE KEYs are in the file of the key and not one; other forms have to be converted to"
                        + " PKCS#8 without a password: openssl pkcs8 -topk8 -nocrypt");
            }
            return Jca.keyFactory(its.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
        } catch (InvalidKeySpecException other) {
            throw new InvalidKeySpecException(
                    "the key is none of " + its.getAlgorithm() + ", as the certificate's is, or is damaged", other);
        } finally {
            keys.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /** They may have been replaced one after the other, and we look in between. */
    private static void checkTogether(PrivateKey secret, PublicKey its) throws GeneralSecurityException {
        SignatureScheme scheme = Stream.of(SignatureScheme.values())
                .filter(each -> Signatures.fits(each, its, ProtocolVersion.TLS_1_2))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidKeySpecException("no signature scheme of ours goes with the certificate's key"));
        try {
            byte[] signed = Signatures.sign(scheme, secret, PROOF, new SecureRandom());
            Signatures.verify(scheme, its, ProtocolVersion.TLS_1_2, PROOF, signed, "file of the key");
        } catch (TlsFault | GeneralSecurityException different) {
            throw new InvalidKeySpecException(
                    "the key is not that of the certificate: only one of the two files may have been replaced yet",
                    different);
        }
    }

    private static List<byte[]> blocks(byte[] file, String label) throws CertificateException {
        var blocks = new ArrayList<byte[]>();
        Matcher each = BLOCK.matcher(new String(file, US_ASCII));
        while (each.find()) {
            if (each.group(1).equals(label)) {
                blocks.add(decode(each.group(2), label));
            }
        }
        return blocks;
    }

    private static byte[] decode(String text, String label) throws CertificateException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException damaged) {
            throw new CertificateException("a " + label + " is not Base64", damaged);
        }
    }
}
