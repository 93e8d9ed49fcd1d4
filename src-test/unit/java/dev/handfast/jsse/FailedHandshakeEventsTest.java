package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.FailureKind;
import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who listens hears of a handshake that ends with its transport, once, as of one that ends with an alert. */
@Timeout(60)
class FailedHandshakeEventsTest {
    private final List<HandshakeEvent> heard = new CopyOnWriteArrayList<>();

    private SSLSocket client(Socket inner) throws IOException {
        var client =
                (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(inner, "localhost", 443, true);
        listen(client);
        return client;
    }

    private void listen(SSLSocket socket) {
        HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
        parameters.setHandshakeListener(heard::add);
        socket.setSSLParameters(parameters);
    }

    private void assertFailed(FailureKind kind, String sentence) {
        List<HandshakeEvent> ends = heard.stream()
                .filter(event -> event instanceof HandshakeEvent.Failed || event instanceof HandshakeEvent.Completed)
                .toList();
        assertEquals(1, ends.size(), heard.toString());
        var failed = (HandshakeEvent.Failed) ends.get(0);
        assertEquals(kind, failed.kind());
        assertEquals(Optional.empty(), failed.alert());
        assertTrue(failed.sentence().contains(sentence), failed.sentence());
        assertEquals(kind.remedy(), failed.remedy());
    }

    @Test
    void theEndOfTcp() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (SSLSocket client = client(plain[0])) {
            plain[1].shutdownOutput();
            assertThrows(SSLException.class, client::startHandshake);
            assertThrows(SSLException.class, client::startHandshake);
        }
        assertFailed(FailureKind.PEER_CLOSED, "the peer's TCP connection ended");
        plain[1].close();
    }

    @Test
    void aReset() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (SSLSocket client = client(plain[0])) {
            plain[1].setSoLinger(true, 0);
            plain[1].close();
            assertThrows(SocketException.class, client::startHandshake);
        }
        assertFailed(FailureKind.PEER_CLOSED, "the TCP connection broke");
    }

    /** A timeout may be followed by another try: not it, but who gives up ends the handshake. */
    @Test
    void silenceUntilTheApplicationGivesUp() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket peer = plain[1];
                SSLSocket client = client(plain[0])) {
            client.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, client::startHandshake);
            assertEquals(
                    0,
                    heard.stream()
                            .filter(HandshakeEvent.Failed.class::isInstance)
                            .count());
            assertTrue(peer.isConnected());
        }
        assertFailed(FailureKind.TIMEOUT, "the peer did not go on with the handshake");
    }

    @Test
    void aCloseByTheApplication() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket peer = plain[1];
                SocketPair threads = SocketPair.ours()) {
            SSLSocket client = client(plain[0]);
            Future<?> shaking = threads.start(() -> assertThrows(IOException.class, client::startHandshake));
            assertTrue(peer.getInputStream().read() >= 0, "it has said hello");
            client.close();
            SocketPair.await(shaking);
        }
        assertFailed(FailureKind.CANCELED, "we closed the connection in the middle of the handshake");
    }

    @Test
    void theEndOfAnEnginesTransport() throws Exception {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        var parameters = (HandfastParameters) engine.getSSLParameters();
        parameters.setHandshakeListener(heard::add);
        engine.setSSLParameters(parameters);
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
        assertThrows(SSLException.class, engine::closeInbound);
        engine.closeOutbound();
        engine.closeInbound();
        assertFailed(FailureKind.PEER_CLOSED, "nothing more is going to come from the peer");
    }

    @Test
    void aConnectionThatWasOpenDoesNotFail() throws Exception {
        try (SocketPair pair = SocketPair.ours()) {
            listen(pair.client);
            listen(pair.server);
            pair.handshake();
        }
        assertEquals(
                0,
                heard.stream().filter(HandshakeEvent.Failed.class::isInstance).count(),
                heard.toString());
        assertEquals(
                2,
                heard.stream()
                        .filter(HandshakeEvent.Completed.class::isInstance)
                        .count());
    }
}
