package dev.handfast.handshake;

import dev.handfast.message.Certificate12;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateEntry;
import dev.handfast.message.CertificateStatus;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peer's Certificate message (RFC 9846 §4.5.1, RFC 5246 §7.4.2) as certificates and OCSP responses. Parsing is deferred work. */
public final class PeerCertificates {
    private PeerCertificates() {}

    /**
     * Adds the peer's chain to what is agreed; {@code bad_certificate} if one of them is not DER of X.509, or there are more of
     * them than {@code settings} allow.
     */
    public static Negotiated read(Settings settings, Negotiated soFar, Certificate13 message) throws TlsFault {
        checkLength(settings, message.certificateList());
        var chain = new ArrayList<X509Certificate>();
        var responses = new ArrayList<byte[]>();
        for (CertificateEntry entry : message.certificateList()) {
            chain.add(parse(entry.certData()));
            Optional<CertificateStatus> status = entry.extensions().get(Extension.STATUS_REQUEST_CT);
            if (status.isPresent()) {
                responses.add(status.get().ocspResponse());
            }
        }
        return soFar.withPeerChain(List.copyOf(chain), List.copyOf(responses));
    }

    /** The same for TLS 1.2, where the OCSP response of the first certificate has a message of its own (RFC 6066 §8). */
    public static Negotiated read(
            Settings settings, Negotiated soFar, Certificate12 message, Optional<CertificateStatus> status)
            throws TlsFault {
        checkLength(settings, message.certificateList());
        var chain = new ArrayList<X509Certificate>();
        for (byte[] certificate : message.certificateList()) {
            chain.add(parse(certificate));
        }
        List<byte[]> responses =
                status.map(CertificateStatus::ocspResponse).stream().toList();
        return soFar.withPeerChain(List.copyOf(chain), responses);
    }

    /** JSSE's word for the kind of a client's certificate, as trust managers know it. */
    public static String clientAuthType(X509Certificate leaf) {
        String algorithm = leaf.getPublicKey().getAlgorithm();
        return switch (algorithm) {
            case "RSA", "EC", "DSA", "RSASSA-PSS" -> algorithm;
            default -> "UNKNOWN";
        };
    }

    /** Each certificate costs whoever builds a path of them. */
    private static void checkLength(Settings settings, List<?> chain) throws TlsFault {
        int most = settings.limits().chain();
        if (chain.size() > most) {
            throw new TlsFault(
                    Alert.BAD_CERTIFICATE,
                    "the peer's certificate chain length (" + chain.size() + ") exceeds the maximum allowed length ("
                            + most + "; jdk.tls.maxCertificateChainLength)");
        }
    }

    private static X509Certificate parse(byte[] der) throws TlsFault {
        try {
            var in = new ByteArrayInputStream(der);
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() != 0) {
                throw new TlsFault(
                        Alert.BAD_CERTIFICATE, "a certificate of the peer has " + in.available() + " bytes too many");
            }
            return certificate;
        } catch (CertificateException malformed) {
            throw new TlsFault(
                    Alert.BAD_CERTIFICATE,
                    "a certificate of the peer is malformed: " + malformed.getMessage(),
                    malformed);
        }
    }
}
