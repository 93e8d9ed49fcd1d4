package dev.handfast.apps;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority made on the spot, which writes the files of every {@link Identity}. */
final class Authority {
    private static final Duration DAY = Duration.ofDays(1);
    private static final GeneralNames LOCALHOST = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
        new GeneralName(GeneralName.iPAddress, "::1")
    });
    private static final GeneralNames OTHER = new GeneralNames(new GeneralName(GeneralName.dNSName, "other.example"));

    private static boolean written;

    private final X500Principal name;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;
    private long serial = 1;

    private Authority(String commonName) throws GeneralSecurityException, IOException {
        name = new X500Principal("CN=" + commonName);
        X509v3CertificateBuilder own = builder(name, keys);
        own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        own.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        certificate = sign(own);
    }

    /** Writes all files to the directory that {@link Identity#DIRECTORY} names, at the first call. */
    static synchronized void writeOnce() throws GeneralSecurityException, IOException {
        if (written) {
            return;
        }
        written = true;
        Files.createDirectories(Identity.trusted().getParent());
        var trusted = new Authority("Handfast applications CA");
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", trusted.certificate);
        write(store, Identity.trustStore());
        Files.writeString(Identity.trusted(), pem("CERTIFICATE", trusted.certificate.getEncoded()));
        Files.writeString(Identity.hosts(), "127.0.0.1 localhost other.example\n");
        trusted.issue(Identity.SERVER, "CN=localhost", LOCALHOST);
        trusted.issue(Identity.WRONG_HOST, "CN=other.example", OTHER);
        trusted.issue(Identity.CLIENT, "CN=client", LOCALHOST);
        new Authority("Unknown CA").issue(Identity.UNKNOWN_CA, "CN=localhost", LOCALHOST);
    }

    private void issue(Identity identity, String subject, GeneralNames names)
            throws GeneralSecurityException, IOException {
        KeyPair pair = newKeys();
        X509v3CertificateBuilder leaf = builder(new X500Principal(subject), pair);
        // Both bits: the JDK's NewSunX509 takes an elliptic key without keyAgreement for second choice.
        leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        leaf.addExtension(Extension.subjectAlternativeName, false, names);
        X509Certificate end = sign(leaf);
        KeyStore store = emptyStore();
        Key key = pair.getPrivate();
        store.setKeyEntry("key", key, Identity.PASSWORD.toCharArray(), new Certificate[] {end, certificate});
        write(store, identity.keyStore());
        Files.writeString(
                identity.chain(), pem("CERTIFICATE", end.getEncoded()) + pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(identity.key(), pem("PRIVATE KEY", key.getEncoded()));
        Files.write(identity.binaryKey(), key.getEncoded());
    }

    private X509v3CertificateBuilder builder(X500Principal subject, KeyPair pair) {
        Instant now = Instant.now();
        BigInteger number = BigInteger.valueOf(serial++);
        Date start = Date.from(now.minus(DAY));
        Date end = Date.from(now.plus(DAY));
        return new JcaX509v3CertificateBuilder(name, number, start, end, subject, pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException, CertIOException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException unusable) {
            throw new GeneralSecurityException(unusable);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(Identity.TYPE);
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, Identity.PASSWORD.toCharArray());
        }
    }

    private static String pem(String label, byte[] der) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, newline).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
