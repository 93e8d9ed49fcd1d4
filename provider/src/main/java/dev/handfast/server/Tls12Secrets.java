package dev.handfast.server;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.message.Finished;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;

/** What a TLS 1.2 server has got from where the master secret is there to where both sides have proved it. */
record Tls12Secrets(
        Conversation conversation,
        SecurityParameters parameters,
        PeerAuthenticated client,
        MasterSecret master,
        Tls12Keys keys) {
    private static final byte[] NO_IDENTITY = {};

    /** Our ChangeCipherSpec and Finished. */
    void sayFinished(Flow flow) throws TlsFault {
        flow.writeWith(parameters.sealer(keys.server(), conversation.settings().random()));
        byte[] hash = conversation.transcript().hash();
        conversation.say(flow, new Finished(master.serverFinished(hash)));
    }

    /** The client's Finished, which is not in the transcript yet. */
    FinishedVerified check(Finished finished) throws TlsFault {
        return FinishedVerified.check(
                master.clientFinished(conversation.transcript().hash()), finished);
    }

    /** The session for later, with a secret of its own. */
    ResumableSession session(Instant issued, Duration lifetime) {
        return ResumableSession.ofTls12(
                conversation.settings(), client.negotiated(), master, issued, lifetime, NO_IDENTITY);
    }

    void close() {
        master.close();
    }
}
