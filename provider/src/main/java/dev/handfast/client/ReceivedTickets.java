package dev.handfast.client;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Hkdf;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.SessionStore;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Extension;
import dev.handfast.message.NewSessionTicket13;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes sessions of the tickets that come after a handshake (RFC 9846 §4.7.1). Holds of the settings only what it needs, as it
 * lives as long as the connection.
 *
 * @param binding {@link Settings#sessionBinding}
 * @param resumption {@code resumption_secret}; empty for a client that does not resume, and ignores tickets
 */
record ReceivedTickets(
        SessionStore sessions, byte[] binding, InstantSource clock, Negotiated agreed, Optional<Secret> resumption)
        implements Erasable {
    static ReceivedTickets of(Settings settings, Negotiated agreed, Optional<Secret> resumption) {
        return new ReceivedTickets(
                settings.sessions(), settings.sessionBinding(), settings.clock(), agreed, resumption);
    }

    void keep(NewSessionTicket13 ticket) {
        if (resumption.isEmpty() || ticket.lifetime() == 0) { // zero says that it should be discarded
            return;
        }
        Duration lifetime = Duration.ofSeconds(ticket.lifetime());
        Instant now = clock.instant();
        sessions.keep(new ResumableSession(
                agreed,
                binding,
                new Hkdf(Hash.of(agreed.suite())).ticketPsk(resumption.get(), ticket.nonce()),
                ticket.ageAdd(),
                now,
                lifetime.compareTo(ResumableSession.MAX_LIFETIME) < 0 ? lifetime : ResumableSession.MAX_LIFETIME,
                ticket.ticket(),
                ticket.extensions().get(Extension.EARLY_DATA_NST).orElse(0L),
                agreed.resumedSince().orElse(now)));
    }

    @Override
    public void close() {
        if (resumption.isPresent()) {
            resumption.get().close();
        }
    }
}
