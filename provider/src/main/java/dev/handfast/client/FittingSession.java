package dev.handfast.client;

import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Extension;
import dev.handfast.wire.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/** The session that a ClientHello may offer to resume: one that fits what is offered now (RFC 9846 §4.7.1, RFC 5246 §7.4.1.2). */
final class FittingSession {
    private FittingSession() {}

    /**
     * Of any version; what does not fit is of no use any more, and erased.
     *
     * @param external what else is offered
     */
    static Optional<ResumableSession> take(Settings settings, List<ExternalPsk> external) {
        Optional<ResumableSession> found = settings.sessions().take();
        if (found.isPresent() && !fits(found.get(), settings, external)) {
            found.get().close();
            return Optional.empty();
        }
        return found;
    }

    static boolean isOfTls12(ResumableSession session) {
        return session.negotiated().version().equals(ProtocolVersion.TLS_1_2);
    }

    /** Whether pre-shared keys can be offered at all. */
    static boolean takesPsks(Settings settings) {
        return settings.versions().contains(ProtocolVersion.TLS_1_3)
                && isSent(settings, Extension.PRE_SHARED_KEY_CH)
                && isSent(settings, Extension.PSK_KEY_EXCHANGE_MODES_CH);
    }

    private static boolean fits(ResumableSession session, Settings settings, List<ExternalPsk> external) {
        Negotiated then = session.negotiated();
        String protocol = then.applicationProtocol();
        return session.isGoodFor(settings)
                && settings.versions().contains(then.version())
                && then.serverNames().equals(settings.serverNames())
                && (protocol.isEmpty()
                        ? settings.applicationProtocols().isEmpty()
                        : settings.applicationProtocols().contains(protocol))
                && (isOfTls12(session) ? fitsTls12(session, settings) : fitsTls13(then, settings, external));
    }

    /**
     * RFC 9846 §4.3.11: the suite may be another one, with the same hash. Who has proved himself by a key from elsewhere is taken for the
     * same as long as we would offer that key, too.
     */
    private static boolean fitsTls13(Negotiated then, Settings settings, List<ExternalPsk> external) {
        return takesPsks(settings)
                && then.pskHolder().stream()
                        .allMatch(holder ->
                                external.stream().anyMatch(key -> key.holder().equals(holder)))
                && settings.suites(ProtocolVersion.TLS_1_3).stream()
                        .anyMatch(suite -> Hash.of(suite) == Hash.of(then.suite()));
    }

    private static boolean fitsTls12(ResumableSession session, Settings settings) {
        Negotiated then = session.negotiated();
        return settings.suites(ProtocolVersion.TLS_1_2).contains(then.suite())
                && (session.identity().length == 0 || isSent(settings, Extension.SESSION_TICKET_CH))
                && (!then.encryptThenMac() || isSent(settings, Extension.ENCRYPT_THEN_MAC_CH))
                && (then.extendedMasterSecret() ? offersExtendedMasterSecret(settings) : takesLegacy(settings));
    }

    /** RFC 7627 §5.3: it has to be offered again. */
    private static boolean offersExtendedMasterSecret(Settings settings) {
        return settings.extendedMasterSecret() != ExtendedMasterSecret.NONE
                && isSent(settings, Extension.EXTENDED_MASTER_SECRET_CH);
    }

    private static boolean takesLegacy(Settings settings) {
        return settings.extendedMasterSecret() != ExtendedMasterSecret.NEEDED
                && settings.legacyResumption() == LegacyResumption.TAKEN;
    }

    private static boolean isSent(Settings settings, Extension<?> extension) {
        return !settings.switchedOff().contains(extension.type());
    }
}
