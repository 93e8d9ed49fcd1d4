package dev.handfast.jsse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A certificate authority for one test, and the managers that its certificates go into. */
public final class TestAuthority {
    public static final char[] PASSWORD = "changeit".toCharArray();

    private static final Map<String, AlgorithmIdentifier> ALGORITHMS = Map.of(
            "SHA256withECDSA", new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
            "SHA1withECDSA", new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1),
            "SHA256withRSA", new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
            "Ed25519", new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")));

    private static final Validity VALID = new Validity(Duration.ofHours(-1), Duration.ofHours(12));
    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    public final X509Certificate certificate;
    private final X500Name name;
    private final KeyPair keys;
    private final String algorithm;
    private final X509Certificate[] intermediates;

    /** One that signs by ECDSA on P-256. */
    public TestAuthority(String commonName) {
        this(commonName, "secp256r1", "SHA256withECDSA");
    }

    /**
     * One of any kind.
     *
     * @param keyType a curve, {@code Ed25519}, or {@code RSA} and its bits, such as {@code RSA2048}
     */
    public TestAuthority(String commonName, String keyType, String algorithm) {
        this(commonName, keyType, algorithm, new BasicConstraints(true));
    }

    private TestAuthority(String commonName, String keyType, String algorithm, BasicConstraints constraints) {
        this.name = new X500Name("CN=" + commonName);
        this.algorithm = algorithm;
        this.intermediates = new X509Certificate[0];
        try {
            this.keys = keys(keyType);
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, constraints);
            this.certificate = sign(name, keys, extensions, VALID, algorithm);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private TestAuthority(Issued own, String algorithm) {
        this.name = X500Name.getInstance(own.leaf().getSubjectX500Principal().getEncoded());
        this.algorithm = algorithm;
        this.keys = own.keys();
        this.certificate = own.leaf();
        this.intermediates = own.chain();
    }

    /** One whose certificate says that it is none. */
    public static TestAuthority pretender(String commonName) {
        return new TestAuthority(commonName, "secp256r1", "SHA256withECDSA", new BasicConstraints(false));
    }

    /** Its own certificate, as if it were a server's. */
    public Issued own() {
        return new Issued(new X509Certificate[] {certificate}, keys);
    }

    /** One that this authority vouches for. */
    public TestAuthority intermediate(String commonName) {
        Issued own = leaf().commonName(commonName)
                .extension(Extension.basicConstraints, true, new BasicConstraints(true))
                .issue();
        return under(own, "SHA256withECDSA");
    }

    /** A list that says of these certificates of its own that they are revoked. */
    public X509CRL revoking(X509Certificate... revoked) {
        var generator = new V2TBSCertListGenerator();
        generator.setIssuer(name);
        generator.setSignature(ALGORITHMS.get(algorithm));
        generator.setThisUpdate(new Time(Date.from(Instant.now().minus(Duration.ofMinutes(5)))));
        generator.setNextUpdate(new Time(Date.from(Instant.now().plus(Duration.ofHours(1)))));
        for (X509Certificate one : revoked) {
            Time since = new Time(Date.from(Instant.now().minus(Duration.ofMinutes(10))));
            generator.addCRLEntry(new ASN1Integer(one.getSerialNumber()), since, CRLReason.keyCompromise);
        }
        try {
            TBSCertList content = generator.generateTBSCertList();
            byte[] der = signed(content, ALGORITHMS.get(algorithm), algorithm);
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What whoever got this certificate makes of its key. It shows the certificate in its chains. */
    public static TestAuthority under(Issued own, String algorithm) {
        return new TestAuthority(own, algorithm);
    }

    /** A certificate to come, for a P-256 key and nobody yet. */
    public Leaf leaf() {
        return new Leaf();
    }

    /** The JDK's PKIX trust manager that trusts this authority alone. */
    public X509TrustManager trustManager() {
        return (X509TrustManager) trustManagers("PKIX")[0];
    }

    public TrustManager[] trustManagers(String factoryAlgorithm) {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("authority", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(factoryAlgorithm);
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static KeyStore emptyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A key manager of the JDK with these keys. */
    public static KeyManager[] keyManagers(String factoryAlgorithm, Issued... all) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(factoryAlgorithm);
            factory.init(keyStore(all), PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static KeyStore keyStore(Issued... all) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Issued issued : all) {
            store.setKeyEntry("key" + number++, issued.keys().getPrivate(), PASSWORD, issued.chain());
        }
        return store;
    }

    /** A certificate, its chain without the authority, and its keys. */
    public record Issued(X509Certificate[] chain, KeyPair keys) {
        public X509Certificate leaf() {
            return chain[0];
        }
    }

    /** Gathers what a certificate says. */
    public final class Leaf {
        private final List<GeneralName> names = new ArrayList<>();
        private String subject = "nobody";
        private String keyType = "secp256r1";
        private String signature = algorithm;
        private Validity validity = VALID;
        private final ExtensionsGenerator extensions = new ExtensionsGenerator();

        public Leaf commonName(String value) {
            subject = value;
            return this;
        }

        public Leaf host(String value) {
            names.add(new GeneralName(GeneralName.dNSName, value));
            return this;
        }

        public Leaf address(String value) {
            names.add(new GeneralName(GeneralName.iPAddress, value));
            return this;
        }

        /** As {@link TestAuthority}'s. */
        public Leaf keyType(String value) {
            keyType = value;
            return this;
        }

        public Leaf signedWith(String value) {
            signature = value;
            return this;
        }

        public Leaf expired() {
            validity = new Validity(Duration.ofHours(-1), Duration.ofMinutes(-5));
            return this;
        }

        public Leaf notYetValid() {
            validity = new Validity(Duration.ofHours(1), Duration.ofHours(2));
            return this;
        }

        /** Issued so many days ago. */
        public Leaf daysOld(int days) {
            validity = new Validity(Duration.ofDays(-days), Duration.ofHours(12));
            return this;
        }

        /**
         * What the key is for.
         *
         * @param bits of {@code KeyUsage} in BouncyCastle's numbers
         */
        public Leaf keyUsage(int bits) {
            return extension(Extension.keyUsage, true, new KeyUsage(bits));
        }

        public Leaf extendedKeyUsage(KeyPurposeId... purposes) {
            return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }

        public Leaf extension(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
            try {
                extensions.addExtension(type, critical, value);
                return this;
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }

        public Issued issue() {
            try {
                if (!names.isEmpty()) {
                    extensions.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(names.toArray(GeneralName[]::new)));
                }
                KeyPair own = keys(keyType);
                X500Name who = new X500Name("CN=" + subject);
                var chain = new ArrayList<X509Certificate>();
                chain.add(sign(who, own, extensions, validity, signature));
                chain.addAll(List.of(intermediates));
                return new Issued(chain.toArray(X509Certificate[]::new), own);
            } catch (GeneralSecurityException | IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    /** From when to when, from now on. */
    private record Validity(Duration begin, Duration end) {}

    private X509Certificate sign(
            X500Name subject, KeyPair subjectKeys, ExtensionsGenerator extensions, Validity validity, String signedWith)
            throws GeneralSecurityException, IOException {
        AlgorithmIdentifier identifier = ALGORITHMS.get(signedWith);
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(SERIAL.incrementAndGet())));
        generator.setSignature(identifier);
        generator.setIssuer(name);
        generator.setSubject(subject);
        generator.setStartDate(new Time(Date.from(Instant.now().plus(validity.begin()))));
        generator.setEndDate(new Time(Date.from(Instant.now().plus(validity.end()))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded()));
        if (!extensions.isEmpty()) {
            generator.setExtensions(extensions.generate());
        }
        TBSCertificate content = generator.generateTBSCertificate();
        byte[] der = signed(content, identifier, signedWith);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** SIGNED of X.509: the content, the algorithm, the signature. */
    private byte[] signed(ASN1Object content, AlgorithmIdentifier identifier, String signedWith)
            throws GeneralSecurityException, IOException {
        Signature signature = Signature.getInstance(signedWith);
        signature.initSign(keys.getPrivate());
        signature.update(content.getEncoded(ASN1Encoding.DER));
        return new DERSequence(new ASN1Encodable[] {content, identifier, new DERBitString(signature.sign())})
                .getEncoded(ASN1Encoding.DER);
    }

    private static KeyPair keys(String type) throws GeneralSecurityException {
        if (type.startsWith("RSA")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(Integer.parseInt(type.substring("RSA".length())));
            return generator.generateKeyPair();
        } else if (type.startsWith("Ed")) {
            return KeyPairGenerator.getInstance(type).generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(type));
        return generator.generateKeyPair();
    }
}
