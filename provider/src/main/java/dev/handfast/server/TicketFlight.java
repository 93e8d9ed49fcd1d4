package dev.handfast.server;

import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Derivation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Tickets;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.message.Place;
import dev.handfast.wire.TlsFault;
import java.time.Instant;

/** The tickets that a handshake ends with (RFC 9846 §4.7.1). */
final class TicketFlight {
    private static final int MAX_TICKET = 0xFFFF;
    private static final byte[] NO_IDENTITY = {};

    private TicketFlight() {}

    /** The client's Finished is in the transcript. Erases {@code main}. */
    static void send(Conversation conversation, MainSecret main, Negotiated agreed, Flow flow) throws TlsFault {
        Tickets tickets = conversation.settings().tickets();
        try (main;
                Secret resumption = main.resumption(conversation.transcript().hash())) {
            if (flow.isHeard()) {
                flow.emit(Derivation.ofTickets());
            }
            for (int number = 0; number < tickets.count(); number++) {
                byte[] nonce = {(byte) number};
                try (Secret psk = main.ticketPsk(resumption, nonce)) {
                    send(conversation.settings(), agreed, psk, nonce, flow);
                }
            }
        }
    }

    private static void send(Settings settings, Negotiated agreed, Secret psk, byte[] nonce, Flow flow)
            throws TlsFault {
        Tickets tickets = settings.tickets();
        long ageAdd = settings.random().nextInt() & 0xFFFFFFFFL;
        Instant now = settings.clock().instant();
        byte[] ticket = tickets.seal(new ResumableSession(
                agreed,
                settings.sessionBinding(),
                psk,
                ageAdd,
                now,
                tickets.lifetime(),
                NO_IDENTITY,
                settings.earlyDataRules().limit(),
                agreed.resumedSince().orElse(now)));
        if (ticket.length <= MAX_TICKET) { // else the client's certificate is too large to be carried
            flow.send(new NewSessionTicket13(
                    tickets.lifetime().toSeconds(), ageAdd, nonce, ticket, extensions(settings)));
        }
    }

    /** RFC 9846 §4.3.10. */
    private static Extensions extensions(Settings settings) {
        Extensions.Builder block = Extensions.builder(Place.NEW_SESSION_TICKET, settings.switchedOff());
        int limit = settings.earlyDataRules().limit();
        if (limit > 0) {
            block.add(Extension.EARLY_DATA_NST, (long) limit);
        }
        return block.build();
    }
}
