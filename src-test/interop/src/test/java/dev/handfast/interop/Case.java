package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * One connection between Handfast and a peer, and what is held to on it.
 *
 * @param role the peer's
 */
record Case(Peer peer, Role role, String feature, Terms terms) {
    private static final int CLOSING_MILLIS = 100;

    enum Role {
        SERVER,
        CLIENT
    }

    /** What a test does with our end once the handshake is complete. */
    interface Check {
        void on(SSLSocket ours, Conversation conversation, Negotiation negotiation) throws Exception;
    }

    /** Connects, hands over both ends, and adds the peer's account to any failure. */
    void connect(Path directory, Exchange exchange, Check check) throws Exception {
        meet(directory, exchange, (tcp, ours, conversation) -> {
            ours.startHandshake();
            Ours.assertOurs(ours.getSession());
            Negotiation negotiation = role == Role.SERVER
                    ? Negotiation.of(tcp.sent(), tcp.received())
                    : Negotiation.of(tcp.received(), tcp.sent());
            negotiation.assertAgree(terms);
            check.on(ours, conversation, negotiation);
            if (!Ours.isHandfast()) {
                // That long does SunJSSE, in our place, wait for the peer's close_notify.
                ours.setSoTimeout(CLOSING_MILLIS);
            }
        });
    }

    /** Connects and asserts that the handshake fails. */
    Refusal refuse(Path directory) throws Exception {
        var refusal = new AtomicReference<Refusal>();
        meet(directory, Exchange.of(0), (tcp, ours, conversation) -> {
            SSLException failure = assertThrows(SSLException.class, ours::startHandshake);
            refusal.set(new Refusal(failure, tcp.sent(), tcp.received()));
        });
        return refusal.get();
    }

    /** What is done with both ends of a connection over which nothing was said. */
    private interface Meeting {
        void on(Tap tcp, SSLSocket ours, Conversation conversation) throws Exception;
    }

    private void meet(Path directory, Exchange exchange, Meeting meeting) throws Exception {
        Peers.require(peer);
        if (role == Role.SERVER) {
            dial(directory, meeting);
        } else {
            answer(directory, exchange, meeting);
        }
    }

    private void dial(Path directory, Meeting meeting) throws Exception {
        try (Peer.Listening listening = ((Peer.Server) peer).serve(terms, directory)) {
            Tap tcp = listening.dial();
            run(tcp, Ours.client(tcp, terms), listening, meeting);
        }
    }

    private void answer(Path directory, Exchange exchange, Meeting meeting) throws Exception {
        try (ServerSocket listening = Tap.listen();
                Conversation conversation =
                        ((Peer.Client) peer).connect(listening.getLocalPort(), terms, exchange, directory)) {
            Tap tcp;
            try {
                Future<Tap> accepting = Duplex.run(() -> (Tap) listening.accept());
                tcp = Duplex.await(accepting);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(this + "\nThe peer did not connect: " + conversation.account(), failure);
            }
            run(tcp, Ours.server(tcp, terms), conversation, meeting);
        }
    }

    private void run(Tap tcp, SSLSocket ours, Conversation conversation, Meeting meeting) {
        try (tcp;
                ours) {
            meeting.on(tcp, ours, conversation);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(this + ": " + failure + "\nThe peer: " + conversation.account(), failure);
        }
    }

    @Override
    public String toString() {
        return peer + " as " + (role == Role.SERVER ? "server" : "client") + ", " + feature;
    }
}
