package dev.handfast.jsse;

import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.time.Duration;

/**
 * What an operator allows about sessions.
 *
 * @param legacy {@code jdk.tls.allowLegacyResumption}
 * @param serverTickets {@code jdk.tls.server.enableSessionTicketExtension}: tickets carry their sessions
 * @param ticketCount {@code jdk.tls.server.newSessionTicketCount}, 0 to 10
 * @param ticketLifetime {@code jdk.tls.server.sessionTicketTimeout}, at most seven days
 * @param keyPeriod {@code jdk.tls.server.statelessKeyTimeout}: how long a key of our own seals
 */
record SessionRules(
        LegacyResumption legacy, boolean serverTickets, int ticketCount, Duration ticketLifetime, Duration keyPeriod) {
    private static final int MAX_TICKETS = 10;
    private static final int MAX_SECONDS = (int) ResumableSession.MAX_LIFETIME.toSeconds();

    static SessionRules current(Warnings warnings) {
        return new SessionRules(
                Property.LEGACY_RESUMPTION.flag(warnings) ? LegacyResumption.TAKEN : LegacyResumption.REFUSED,
                Property.SERVER_TICKETS.flag(warnings),
                Property.TICKET_COUNT.number(0, MAX_TICKETS, warnings),
                Duration.ofSeconds(Property.TICKET_TIMEOUT.number(0, MAX_SECONDS, warnings)),
                Duration.ofSeconds(Property.TICKET_KEY_TIMEOUT.number(1, MAX_SECONDS, warnings)));
    }
}
