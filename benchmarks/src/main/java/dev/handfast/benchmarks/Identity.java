package dev.handfast.benchmarks;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A server's certificate and the authority over it, with keys of one kind, all made on the spot. */
final class Identity {
    /** The name the certificate is for. */
    static final String HOST = "server.example";

    /** What {@link #keys()} is locked with. */
    static final char[] PASSWORD = "benchmark".toCharArray();

    private static final X500Name AUTHORITY = new X500Name("CN=Benchmark authority");
    private static final Duration VALIDITY = Duration.ofDays(1);

    /** The kind of the keys. */
    enum Kind {
        ECDSA_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA", KeyUsage.digitalSignature),
        /** It may sign, and a client may encrypt under it. */
        RSA_2048(
                "RSA",
                new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
                "SHA256withRSA",
                KeyUsage.digitalSignature | KeyUsage.keyEncipherment);

        private final String algorithm;
        private final AlgorithmParameterSpec parameters;
        private final String signature;
        private final int usage;

        Kind(String algorithm, AlgorithmParameterSpec parameters, String signature, int usage) {
            this.algorithm = algorithm;
            this.parameters = parameters;
            this.signature = signature;
            this.usage = usage;
        }

        private KeyPair generate() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        }
    }

    private final Kind kind;
    private final KeyPair authorityKey;
    private final KeyPair serverKey;
    private final X509Certificate authority;
    private final X509Certificate server;

    Identity(Kind kind) throws GeneralSecurityException, IOException, OperatorCreationException {
        this.kind = kind;
        authorityKey = kind.generate();
        serverKey = kind.generate();
        authority = sign(unsigned(1, AUTHORITY, authorityKey.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
        server = sign(unsigned(2, new X500Name("CN=" + HOST), serverKey.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(kind.usage))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, HOST))));
    }

    /** The server's key and certificate. */
    KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        keys.setKeyEntry("server", serverKey.getPrivate(), PASSWORD, new Certificate[] {server});
        return keys;
    }

    /** The authority that the client trusts. */
    KeyStore trust() throws GeneralSecurityException, IOException {
        KeyStore trust = empty();
        trust.setCertificateEntry("authority", authority);
        return trust;
    }

    private static X509v3CertificateBuilder unsigned(int serial, X500Name subject, PublicKey key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(serial),
                Date.from(now.minus(VALIDITY)),
                Date.from(now.plus(VALIDITY)),
                subject,
                key);
    }

    private X509Certificate sign(X509v3CertificateBuilder certificate)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(certificate.build(
                        new JcaContentSignerBuilder(kind.signature).build(authorityKey.getPrivate())));
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
