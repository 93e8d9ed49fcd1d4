package dev.handfast.interop;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority, with an RSA key made on the spot, and what it signed. Not thread-safe.
 *
 * <p>It is RSA because some peers hold the curves of ECDSA to what is said of groups, and could not verify another.
 */
final class Pki {
    // Before the two that need it.
    private static final Duration DAY = Duration.ofDays(1);

    /** The one that both sides trust. */
    static final Pki TRUSTED = new Pki("Handfast interop CA");

    /** One that nobody trusts. */
    static final Pki UNKNOWN = new Pki("Unknown CA");

    static final String HOST = "localhost";
    static final String CLIENT = "CN=interop client";

    private final KeyPair keys;
    private final X500Principal name;
    private final X509Certificate certificate;
    private final Map<KeyKind, Identity> servers = new EnumMap<>(KeyKind.class);
    private final Map<KeyKind, Identity> clients = new EnumMap<>(KeyKind.class);
    private long serial = System.nanoTime();

    private Pki(String commonName) {
        try {
            keys = KeyKind.RSA.generate();
            name = new X500Principal("CN=" + commonName);
            Instant now = Instant.now();
            X509v3CertificateBuilder own = builder(name, keys, now.minus(DAY), now.plus(DAY));
            own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            own.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            certificate = sign(own);
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException impossible) {
            throw new IllegalStateException("the test CA could not be made", impossible);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate for {@link #HOST}; the same one at each call. */
    Identity server(KeyKind kind) {
        return servers.computeIfAbsent(
                kind,
                missing -> issue(missing, "CN=" + HOST, HOST, Instant.now().plus(DAY)));
    }

    /** A certificate of {@link #CLIENT}; the same one at each call. */
    Identity client(KeyKind kind) {
        return clients.computeIfAbsent(
                kind, missing -> issue(missing, CLIENT, HOST, Instant.now().plus(DAY)));
    }

    Identity expired() {
        return issue(KeyKind.ECDSA_P256, "CN=" + HOST, HOST, Instant.now().minusSeconds(60));
    }

    Identity serverOf(String host) {
        return issue(KeyKind.ECDSA_P256, "CN=" + host, host, Instant.now().plus(DAY));
    }

    private Identity issue(KeyKind kind, String subject, String host, Instant end) {
        try {
            KeyPair pair = kind.generate();
            X509v3CertificateBuilder leaf =
                    builder(new X500Principal(subject), pair, end.minus(DAY.multipliedBy(2)), end);
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(kind.usage()));
            leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            leaf.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            return new Identity(kind, List.of(sign(leaf), certificate), pair.getPrivate());
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException impossible) {
            throw new IllegalStateException("no certificate of kind " + kind, impossible);
        }
    }

    private X509v3CertificateBuilder builder(X500Principal subject, KeyPair pair, Instant start, Instant end) {
        BigInteger number = BigInteger.valueOf(serial++);
        return new JcaX509v3CertificateBuilder(
                name, number, Date.from(start), Date.from(end), subject, pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder unsigned)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(unsigned.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }
}
