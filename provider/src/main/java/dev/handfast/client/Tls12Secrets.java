package dev.handfast.client;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.SessionStore;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Finished;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.util.Optional;

/**
 * What a TLS 1.2 client has got from where the master secret is there to where both sides have proved it.
 *
 * @param agreed all of it
 */
record Tls12Secrets(
        Tls12Client client, PeerAuthenticated server, Negotiated agreed, MasterSecret master, Tls12Keys keys) {
    private static final byte[] NO_TICKET = {};

    /** It is the server's turn: a ticket, if it has announced one, and its ChangeCipherSpec. */
    Tls12ClientState awaitServer(Tls12ClientEnding ending) {
        return client.ticketToCome()
                ? new Tls12WaitSessionTicket(this, ending)
                : new Tls12WaitChangeCipherSpec(this, ending, Optional.empty());
    }

    /** Our ChangeCipherSpec and Finished. */
    void sayFinished(Flow flow) throws TlsFault {
        Settings settings = client.conversation().settings();
        flow.writeWith(client.parameters().sealer(keys.client(), settings.random()));
        byte[] hash = client.conversation().transcript().hash();
        client.conversation().say(flow, new Finished(master.clientFinished(hash)));
    }

    /** The server's Finished, which is not in the transcript yet. */
    FinishedVerified check(Finished finished) throws TlsFault {
        byte[] hash = client.conversation().transcript().hash();
        return FinishedVerified.check(master.serverFinished(hash), finished);
    }

    /** Leaves the session for later, if the server has given something to resume it by that we do not have yet. */
    void keep(Optional<NewSessionTicket12> ticket) {
        SessionStore sessions = client.conversation().settings().sessions();
        byte[] identity = ticket.map(NewSessionTicket12::ticket).orElse(NO_TICKET);
        boolean byId = agreed.resumedSince().isEmpty() && agreed.sessionId().length > 0;
        if (sessions.isUsed() && (identity.length > 0 || byId)) {
            sessions.keep(session(ticket.map(NewSessionTicket12::lifetimeHint).orElse(0L), identity));
        }
    }

    /** @param hint seconds; 0 leaves it to us (RFC 5077 §3.3) */
    private ResumableSession session(long hint, byte[] identity) {
        Settings settings = client.conversation().settings();
        Duration hinted = Duration.ofSeconds(hint);
        Duration lifetime = hint == 0 || hinted.compareTo(ResumableSession.MAX_LIFETIME) > 0
                ? ResumableSession.MAX_LIFETIME
                : hinted;
        return ResumableSession.ofTls12(
                settings, agreed, master, settings.clock().instant(), lifetime, identity);
    }

    void close() {
        master.close();
    }
}
