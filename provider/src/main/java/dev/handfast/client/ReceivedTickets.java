package dev.handfast.client;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Hkdf;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Extension;
import dev.handfast.message.NewSessionTicket13;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes sessions of the tickets that come after a handshake (RFC 9846 §4.7.1).
 *
 * @param resumption {@code resumption_secret}; empty for a client that does not resume, and ignores tickets
 */
record ReceivedTickets(Settings settings, Negotiated agreed, Optional<Secret> resumption) implements Erasable {

    void keep(NewSessionTicket13 ticket) {
        if (resumption.isEmpty() || ticket.lifetime() == 0) { // zero says that it should be discarded
            return;
        }
        Duration lifetime = Duration.ofSeconds(ticket.lifetime());
        Instant now = settings.clock().instant();
        settings.sessions()
                .keep(new ResumableSession(
                        agreed,
                        settings.sessionBinding(),
                        new Hkdf(Hash.of(agreed.suite())).ticketPsk(resumption.get(), ticket.nonce()),
                        ticket.ageAdd(),
                        now,
                        lifetime.compareTo(ResumableSession.MAX_LIFETIME) < 0
                                ? lifetime
                                : ResumableSession.MAX_LIFETIME,
                        ticket.ticket(),
                        ticket.extensions().get(Extension.EARLY_DATA_NST).orElse(0L),
                        agreed.resumedSince().orElse(now)));
    }

    @Override
    public void close() {
        resumption.ifPresent(Secret::close);
    }
}
