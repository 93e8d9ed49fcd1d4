package dev.handfast.handshake;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.wire.Alert;
import dev.handfast.wire.PeerAlert;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fatal alert of the peer is about, as far as what we have said decides it (RFC 9846 §6.2, RFC 6066 §3, RFC 7301 §3.2). An
 * alert that can be about several things is told with all of them.
 *
 * @param offer of a client whose hello is not answered yet; empty for anybody else
 * @param shown the chain that we showed; empty if none
 * @param declined what the peer asked for in vain when it wanted a certificate; null if it did not
 */
record PeerRefusal(Optional<Offer> offer, List<X509Certificate> shown, String declined) {
    private static final String ASK_THE_SERVER =
            "compare this with what the server has enabled; what is off on our side is on again once what names it is changed";

    /** About the certificate of whoever gets the alert, and what it says of it. */
    private static final Map<Alert, FailureKind> ABOUT_CERTIFICATE = Map.of(
            Alert.BAD_CERTIFICATE, FailureKind.CERTIFICATE_REFUSED,
            Alert.UNSUPPORTED_CERTIFICATE, FailureKind.CERTIFICATE_REFUSED,
            Alert.CERTIFICATE_REVOKED, FailureKind.REVOKED,
            Alert.CERTIFICATE_EXPIRED, FailureKind.EXPIRED,
            Alert.CERTIFICATE_UNKNOWN, FailureKind.CERTIFICATE_REFUSED,
            Alert.UNKNOWN_CA, FailureKind.UNKNOWN_ISSUER,
            Alert.BAD_CERTIFICATE_STATUS_RESPONSE, FailureKind.CERTIFICATE_REFUSED);

    PeerAlert of(Alert alert) {
        if (alert.equals(Alert.CERTIFICATE_REQUIRED) || isAboutNone(alert)) {
            return withoutCertificate(alert);
        } else if (offer.isPresent()) {
            return ofHello(alert, offer.get());
        } else if (!shown.isEmpty() && ABOUT_CERTIFICATE.containsKey(alert)) {
            return ofCertificate(alert);
        } else if (alert.equals(Alert.BAD_RECORD_MAC)) {
            return new PeerAlert(
                    alert, Facts.of(FailureKind.RECORD_NOT_AUTHENTIC), "the peer could not decrypt a record of ours");
        } else if (!shown.isEmpty() && alert.equals(Alert.DECRYPT_ERROR)) {
            return new PeerAlert(
                    alert,
                    Facts.of(FailureKind.UNPROVEN_KEY),
                    "the peer cannot verify what our key has signed, or our Finished; we showed " + chain());
        }
        return new PeerAlert(alert);
    }

    /** TLS 1.2 has no alert of its own for it: servers say handshake_failure (RFC 5246 §7.4.6), or bad_certificate. */
    private boolean isAboutNone(Alert alert) {
        return declined != null && (alert.equals(Alert.HANDSHAKE_FAILURE) || ABOUT_CERTIFICATE.containsKey(alert));
    }

    private PeerAlert withoutCertificate(Alert alert) {
        return new PeerAlert(
                alert,
                Facts.of(FailureKind.CLIENT_CERTIFICATE_MISSING),
                "the server insists on a client certificate, and our key manager had none that fits"
                        + (declined == null ? "" : "; it asked for " + declined));
    }

    private PeerAlert ofHello(Alert alert, Offer said) {
        if (alert.equals(Alert.PROTOCOL_VERSION)) {
            return about(
                    FailureKind.NO_COMMON_VERSION,
                    alert,
                    said.versions(),
                    said.removedVersions(),
                    "the server speaks none of the protocol versions that we offered: ");
        } else if (alert.equals(Alert.NO_APPLICATION_PROTOCOL)) {
            return about(
                    FailureKind.NO_COMMON_APPLICATION_PROTOCOL,
                    alert,
                    said.protocols(),
                    Map.of(),
                    "the server takes none of the application protocols that we offered: ");
        } else if (alert.equals(Alert.UNRECOGNIZED_NAME)) {
            return about(
                    FailureKind.UNRECOGNIZED_NAME,
                    alert,
                    said.serverNames(),
                    Map.of(),
                    "the server does not know the name that we asked for: ");
        }
        return new PeerAlert(
                alert,
                Facts.of(FailureKind.REFUSED_BY_PEER)
                        .offers(said.all(), List.of())
                        .removed(said.removed())
                        .remedy(ASK_THE_SERVER),
                "the server refuses our ClientHello and does not say why; we offered " + said);
    }

    private static PeerAlert about(
            FailureKind kind, Alert alert, List<String> ours, Map<String, String> removed, String sentence) {
        return new PeerAlert(
                alert, Facts.of(kind).offers(ours, List.of()).removed(removed), sentence + Removed.list(ours));
    }

    private PeerAlert ofCertificate(Alert alert) {
        FailureKind kind = ABOUT_CERTIFICATE.get(alert);
        String remedy = switch (kind) {
            case UNKNOWN_ISSUER ->
                "have the peer trust that issuer, send the certificates that lead to one which it trusts, or get another"
                        + " certificate";
            case EXPIRED, REVOKED -> "renew our certificate";
            default -> "the peer's log says what it misses in our certificate";
        };
        return new PeerAlert(
                alert,
                Facts.of(kind).offers(subjects(), List.of()).remedy(remedy),
                "the peer refuses our certificate; we showed " + chain());
    }

    private List<String> subjects() {
        return shown.stream()
                .map(certificate -> certificate.getSubjectX500Principal().toString())
                .toList();
    }

    private String chain() {
        return Removed.list(shown.stream()
                .map(certificate -> certificate.getSubjectX500Principal() + " (issued by "
                        + certificate.getIssuerX500Principal() + ", valid until "
                        + certificate.getNotAfter().toInstant() + ")")
                .toList());
    }
}
