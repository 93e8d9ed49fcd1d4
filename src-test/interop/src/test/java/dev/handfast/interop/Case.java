package dev.handfast.interop;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Future;
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
        void on(SSLSocket ours, Conversation conversation, ServerHellos hellos) throws Exception;
    }

    /** Connects, hands over both ends, and adds the peer's account to any failure. */
    void connect(Path directory, Exchange exchange, Check check) throws Exception {
        Peers.require(peer);
        if (role == Role.SERVER) {
            dial(directory, check);
        } else {
            answer(directory, exchange, check);
        }
    }

    private void dial(Path directory, Check check) throws Exception {
        try (Peer.Listening listening = ((Peer.Server) peer).serve(terms, directory)) {
            Tap tcp = listening.dial();
            run(tcp, Ours.client(tcp, terms), listening, check);
        }
    }

    private void answer(Path directory, Exchange exchange, Check check) throws Exception {
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
            run(tcp, Ours.server(tcp, terms), conversation, check);
        }
    }

    private void run(Tap tcp, SSLSocket ours, Conversation conversation, Check check) throws Exception {
        try (tcp;
                ours) {
            ours.startHandshake();
            Ours.assertOurs(ours.getSession());
            ServerHellos hellos = role == Role.SERVER ? tcp.received() : tcp.sent();
            hellos.assertAgree(terms);
            check.on(ours, conversation, hellos);
            // That long does SunJSSE, in our place, wait for the peer's close_notify.
            ours.setSoTimeout(CLOSING_MILLIS);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(this + ": " + failure + "\nThe peer: " + conversation.account(), failure);
        }
    }

    @Override
    public String toString() {
        return peer + " as " + (role == Role.SERVER ? "server" : "client") + ", " + feature;
    }
}
