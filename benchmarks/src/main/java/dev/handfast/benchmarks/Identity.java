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

/** A server's and a client's certificate and the authority over them, with keys of one kind, all made on the spot. */
final class Identity {
    /** The name the certificate is for. */
    static final String HOST = "server.example";

    /** Under which a key and its certificate are stored. */
    static final String ALIAS = "key";

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

        /** The keys' algorithm, as the JDK calls it. */
        String algorithm() {
            return algorithm;
        }

        private KeyPair generate() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        }
    }

    private final Kind kind;
    private final KeyPair authorityKey;
    private final Credentials credentials;

    Identity(Kind kind) throws GeneralSecurityException, IOException, OperatorCreationException {
        this.kind = kind;
        authorityKey = kind.generate();
        KeyStore trust = Credentials.empty();
        trust.setCertificateEntry("authority", authority());
        credentials = new Credentials(
                certified(2, HOST, KeyPurposeId.id_kp_serverAuth),
                certified(3, "client.example", KeyPurposeId.id_kp_clientAuth),
                trust);
    }

    Credentials credentials() {
        return credentials;
    }

    private X509Certificate authority() throws GeneralSecurityException, IOException, OperatorCreationException {
        return sign(unsigned(1, AUTHORITY, authorityKey.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
    }

    /** A new key, and the certificate of who has it. */
    private KeyStore certified(int serial, String name, KeyPurposeId purpose)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair key = kind.generate();
        X509Certificate certificate = sign(unsigned(serial, new X500Name("CN=" + name), key.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(kind.usage))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, name))));
        KeyStore keys = Credentials.empty();
        keys.setKeyEntry(ALIAS, key.getPrivate(), Credentials.PASSWORD, new Certificate[] {certificate});
        return keys;
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
}
