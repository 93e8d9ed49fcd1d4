package dev.handfast.tool.scan;

import dev.handfast.HandfastProvider;
import dev.handfast.crypto.Signatures;
import dev.handfast.managers.HostNames;
import dev.handfast.wire.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What a chain of certificates says, and what this JVM thinks of it. Immutable.
 *
 * @param distrust why this JVM's trust store does not lead to it; empty if it does
 * @param namesHost whether the first certificate is for the host that was asked for
 */
public record ChainFindings(List<X509Certificate> chain, Optional<String> distrust, boolean namesHost) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int SHORT_RSA = 2048;

    /** RFC 7633: the certificate promises a stapled OCSP response. */
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";

    /** The encoded id of OCSP, 1.3.6.1.5.5.7.48.1, as it stands in an authority information access. */
    private static final byte[] OCSP = {0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01};

    /**
     * Looks at {@code chain} as a client of this JVM that wants {@code host} does.
     *
     * @throws GeneralSecurityException if the JVM's trust store cannot be read
     */
    public static ChainFindings of(List<X509Certificate> chain, String host) throws GeneralSecurityException {
        return new ChainFindings(
                chain, distrust(chain), HostNames.of(chain.get(0)).contain(host));
    }

    private static Optional<String> distrust(List<X509Certificate> chain) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", new HandfastProvider());
        factory.init((KeyStore) null);
        try {
            ((X509TrustManager) factory.getTrustManagers()[0])
                    .checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return Optional.empty();
        } catch (CertificateException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    /** The hosts in its alternative names. */
    public List<String> names() {
        var names = new ArrayList<String>();
        try {
            Collection<List<?>> alternatives = leaf().getSubjectAlternativeNames();
            for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
                int type = (Integer) each.get(0);
                if (type == DNS_NAME || type == IP_ADDRESS) {
                    names.add(String.valueOf(each.get(1)));
                }
            }
        } catch (CertificateParsingException malformed) {
            names.add("(malformed)");
        }
        return List.copyOf(names);
    }

    /** Such as {@code RSA, 2048 bits} or {@code EC, secp256r1}. */
    public String key() {
        PublicKey key = leaf().getPublicKey();
        if (key instanceof RSAKey rsa) {
            return key.getAlgorithm() + ", " + rsa.getModulus().bitLength() + " bits";
        }
        return key.getAlgorithm()
                + Signatures.curveOf(key)
                        .map(NamedGroup::toString)
                        .map(curve -> ", " + curve)
                        .orElse("");
    }

    boolean hasShortKey() {
        return chain.stream()
                .anyMatch(each -> each.getPublicKey() instanceof RSAKey rsa
                        && rsa.getModulus().bitLength() < SHORT_RSA);
    }

    /** A signature over a hash for which collisions are made. That of a root over itself proves nothing, and does not count. */
    boolean hasWeakSignature() {
        return chain.stream()
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .map(each -> each.getSigAlgName().toUpperCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("SHA1") || name.startsWith("MD"));
    }

    boolean isSelfSigned() {
        return chain.size() == 1 && leaf().getSubjectX500Principal().equals(leaf().getIssuerX500Principal());
    }

    /** Whole days; negative once it is over. */
    public long daysLeft() {
        return Duration.between(Instant.now(), leaf().getNotAfter().toInstant()).toDays();
    }

    boolean isExpired() {
        return leaf().getNotAfter().toInstant().isBefore(Instant.now());
    }

    boolean isNotYetValid() {
        return leaf().getNotBefore().toInstant().isAfter(Instant.now());
    }

    /** Whether it promises a stapled response. */
    boolean demandsStapling() {
        return leaf().getExtensionValue(TLS_FEATURE) != null;
    }

    /** Whether its authority answers questions of revocation, so that there is something to staple. */
    boolean hasResponder() {
        byte[] information = leaf().getExtensionValue(AUTHORITY_INFORMATION);
        return information != null && indexOf(information, OCSP) >= 0;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
