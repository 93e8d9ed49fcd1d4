package dev.handfast.handshake;

import dev.handfast.HandshakeEvent;
import java.util.List;
import java.util.Locale;

/** The key schedule of TLS 1.3 (RFC 9846 §7.1) as events: which secret is made of what, by the standard's names, and no secret. */
public final class Derivation {
    private static final String HELLOS = " and the hash of the hellos";
    private static final String TO_FINISHED =
            "the main secret and the hash of all messages up to the server's Finished";

    private Derivation() {}

    /**
     * What the hellos make. The group and the session are known by now.
     *
     * @param byPsk whether there is a pre-shared key
     */
    public static List<HandshakeEvent> ofHellos(Negotiated agreed, boolean byPsk) {
        return List.of(
                derived("early secret", byPsk ? "the pre-shared key" : "zeros, as there is no pre-shared key"),
                derived("handshake secret", "the early secret and " + shared(agreed.groupName())),
                derived("client_handshake_traffic_secret", "the handshake secret" + HELLOS),
                derived("server_handshake_traffic_secret", "the handshake secret" + HELLOS));
    }

    /** Told as the early data goes, or as it is taken. */
    public static HandshakeEvent ofEarlyData() {
        return derived("client_early_traffic_secret", "the early secret and the hash of the ClientHello");
    }

    /** What the server's Finished makes. */
    public static List<HandshakeEvent> ofServerFinished() {
        return List.of(
                derived("main secret", "the handshake secret and zeros"),
                derived("client_application_traffic_secret_0", TO_FINISHED),
                derived("server_application_traffic_secret_0", TO_FINISHED));
    }

    /** What tickets are made of. */
    public static HandshakeEvent ofTickets() {
        return derived("resumption_secret", "the main secret and the hash of all messages up to the client's Finished");
    }

    /** A hybrid group has two exchanges, whose secrets are put behind one another. */
    private static String shared(String group) {
        return group.toUpperCase(Locale.ROOT).contains("MLKEM")
                ? "the two secrets of " + group
                        + ", that of ML-KEM and that of the elliptic curve: one of them has to hold"
                : "the shared secret of the " + group + " key exchange";
    }

    private static HandshakeEvent derived(String secret, String from) {
        return new HandshakeEvent.SecretDerived(secret, from);
    }
}
