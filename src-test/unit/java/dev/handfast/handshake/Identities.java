package dev.handfast.handshake;

import dev.handfast.crypto.Signatures;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Keys with a self-signed certificate each, one for every kind of key. Nobody looks at the certificate's own signature. */
public final class Identities {
    private static final ASN1ObjectIdentifier ED25519_SIGNATURE = new ASN1ObjectIdentifier("1.3.101.112");

    public static final Identity EC_256 =
            of("EC", new ECGenParameterSpec("secp256r1"), SignatureScheme.ECDSA_SECP256R1_SHA256);
    public static final Identity EC_384 =
            of("EC", new ECGenParameterSpec("secp384r1"), SignatureScheme.ECDSA_SECP384R1_SHA384);
    public static final Identity EC_521 =
            of("EC", new ECGenParameterSpec("secp521r1"), SignatureScheme.ECDSA_SECP521R1_SHA512);
    public static final Identity ED25519 = of("Ed25519", null, SignatureScheme.ED25519);
    public static final Identity ED448 = of("Ed448", null, SignatureScheme.ED448);
    public static final Identity RSA = of("RSA", null, SignatureScheme.RSA_PSS_RSAE_SHA256);
    public static final Identity RSA_PSS = of("RSASSA-PSS", null, SignatureScheme.RSA_PSS_PSS_SHA256);
    public static final List<Identity> ALL = List.of(EC_256, EC_384, EC_521, ED25519, ED448, RSA, RSA_PSS);

    private Identities() {}

    /** The same certificate, but a signature of another scheme or key goes with it. */
    public static Identity signingWith(Identity certificate, SignatureScheme scheme, Identity key) {
        return new Identity(certificate.chain(), key.key(), scheme);
    }

    /** One more on P-256. */
    public static Identity stranger() {
        return of("EC", new ECGenParameterSpec("secp256r1"), SignatureScheme.ECDSA_SECP256R1_SHA256);
    }

    /**
     * The same key in a certificate that allows it only some uses.
     *
     * @param use bits of {@link KeyUsage}
     */
    public static Identity limitedTo(Identity identity, int use) {
        try {
            PublicKey key = identity.chain().get(0).getPublicKey();
            var extensions = new Extensions(new Extension(Extension.keyUsage, true, new KeyUsage(use).getEncoded()));
            return new Identity(
                    List.of(certificate(key, identity.scheme(), extensions)), identity.key(), identity.scheme());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Identity of(String algorithm, ECGenParameterSpec curve, SignatureScheme scheme) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve != null) {
                generator.initialize(curve);
            } else if (algorithm.startsWith("RSA")) {
                generator.initialize(2048);
            }
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = certificate(pair.getPublic(), scheme, null);
            if (!Signatures.fits(scheme, certificate.getPublicKey(), ProtocolVersion.TLS_1_3)) {
                throw new IllegalStateException(scheme + " does not fit " + certificate.getPublicKey());
            }
            return new Identity(List.of(certificate), pair.getPrivate(), scheme);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate certificate(PublicKey key, SignatureScheme scheme, Extensions extensions)
            throws Exception {
        var algorithm = new AlgorithmIdentifier(ED25519_SIGNATURE);
        var name = new X500Name("CN=" + scheme);
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        generator.setSignature(algorithm);
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(Instant.EPOCH)));
        generator.setEndDate(new Time(Date.from(Instant.parse("2049-01-01T00:00:00Z"))));
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        generator.setExtensions(extensions);
        TBSCertificate body = generator.generateTBSCertificate();
        var parts = new ASN1EncodableVector();
        parts.add(body);
        parts.add(algorithm);
        byte[] signature = new byte[64];
        new SecureRandom().nextBytes(signature);
        parts.add(new DERBitString(signature));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(new DERSequence(parts).getEncoded()));
    }
}
