package dev.handfast.tool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.IPAddress;

/** A certificate authority for one demonstration: made on the spot, good for a month, forgotten afterwards. */
final class DemoAuthority {
    private static final X500Name NAME = new X500Name("CN=Handfast demonstration authority");
    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final char[] PASSWORD = new char[0];

    /** What the key of a certificate is. */
    enum KeyKind {
        EC(new ECGenParameterSpec("secp256r1")),
        RSA(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

        private final AlgorithmParameterSpec parameters;

        KeyKind(AlgorithmParameterSpec parameters) {
            this.parameters = parameters;
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys;
    private final X509Certificate certificate;

    DemoAuthority() throws GeneralSecurityException, IOException {
        keys = newKeys(KeyKind.EC);
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        certificate = sign(NAME, keys, extensions.generate());
    }

    /** A key store that trusts this authority. */
    KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", certificate);
        return store;
    }

    /** A key store with a new key and a certificate for {@code hosts}, names and addresses; its password is empty. */
    KeyStore keyStoreFor(List<String> hosts, KeyKind kind) throws GeneralSecurityException, IOException {
        KeyPair own = newKeys(kind);
        GeneralName[] names = hosts.stream()
                .distinct()
                .map(host ->
                        new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        X509Certificate leaf = sign(new X500Name("CN=" + hosts.get(0)), own, extensions.generate());
        KeyStore store = empty();
        store.setKeyEntry("server", own.getPrivate(), PASSWORD, new X509Certificate[] {leaf, certificate});
        return store;
    }

    static char[] password() {
        return PASSWORD;
    }

    private X509Certificate sign(X500Name subject, KeyPair subjectKeys, Extensions extensions)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(64, random)));
        generator.setSignature(ECDSA);
        generator.setIssuer(NAME);
        generator.setSubject(subject);
        generator.setStartDate(new Time(Date.from(now.minus(Duration.ofHours(1)))));
        generator.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(30)))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded()));
        generator.setExtensions(extensions);
        TBSCertificate content = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(content.getEncoded(ASN1Encoding.DER));
        byte[] der = new DERSequence(new ASN1Encodable[] {content, ECDSA, new DERBitString(signature.sign())})
                .getEncoded(ASN1Encoding.DER);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private KeyPair newKeys(KeyKind kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.name());
        generator.initialize(kind.parameters, random);
        return generator.generateKeyPair();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
