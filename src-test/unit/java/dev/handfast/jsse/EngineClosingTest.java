package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** How a conversation of engines ends. */
class EngineClosingTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static SSLEngineResult wrap(SSLEngine engine, int data) throws SSLException {
        return engine.wrap(ByteBuffer.allocate(data), ByteBuffer.allocate(20_000));
    }

    private static SSLEngineResult unwrap(SSLEngine engine) throws SSLException {
        return engine.unwrap(NOTHING, ByteBuffer.allocate(20_000));
    }

    private static void assertClosed(int produced, SSLEngineResult result) {
        assertEquals(Status.CLOSED, result.getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, result.getHandshakeStatus());
        assertEquals(0, result.bytesConsumed());
        assertEquals(produced, result.bytesProduced());
    }

    @Test
    void closeNotifyGoesOutWithTheNextWrapAndNoData() throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        engine.closeOutbound();
        engine.closeOutbound();
        assertEquals(HandshakeStatus.NEED_WRAP, engine.getHandshakeStatus());
        assertFalse(engine.isOutboundDone());
        assertClosed(24, wrap(engine, 10));
        assertTrue(engine.isOutboundDone());
        assertFalse(engine.isInboundDone());
        assertClosed(0, wrap(engine, 10));
    }

    @Test
    void oneDirectionClosesByItself() throws Exception {
        var pair = EnginePair.oursOpen();
        pair.client.engine.closeOutbound();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        SSLEngineResult closed = pair.server.unwrap();
        assertEquals(Status.CLOSED, closed.getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, closed.getHandshakeStatus());
        assertEquals(24, closed.bytesConsumed());
        assertTrue(pair.server.engine.isInboundDone());
        assertFalse(pair.server.engine.isOutboundDone());

        byte[] late = EngineHandshakeTest.pattern(30_000);
        pair.carry(pair.server.wrapAll(late), pair.client);
        assertArrayEquals(late, pair.client.read());
        pair.server.engine.closeOutbound();
        pair.client.arrive(pair.server.wrap(new byte[0]));
        assertEquals(Status.CLOSED, pair.client.unwrap().getStatus());
        for (SSLEngine engine : new SSLEngine[] {pair.client.engine, pair.server.engine}) {
            for (int i = 0; i < 3; i++) {
                assertClosed(0, wrap(engine, i));
                assertClosed(0, unwrap(engine));
            }
            engine.closeInbound();
            engine.closeOutbound();
        }
    }

    @Test
    void garbageBehindCloseNotifyIsLeftAndIsNoFault() throws Exception {
        var pair = EnginePair.oursOpen();
        pair.client.engine.closeOutbound();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        pair.server.arrive("this is no record".getBytes(StandardCharsets.US_ASCII));
        assertEquals(24, pair.server.unwrap().bytesConsumed());
        for (int i = 0; i < 3; i++) {
            SSLEngineResult result = pair.server.unwrap();
            assertEquals(Status.CLOSED, result.getStatus());
            assertEquals(0, result.bytesConsumed());
        }
        byte[] late = EngineHandshakeTest.pattern(100);
        pair.carry(pair.server.wrapAll(late), pair.client);
        assertArrayEquals(late, pair.client.read());
    }

    @Test
    void closeNotifyIsAnsweredWhereThePropertySaysSo() throws Exception {
        System.setProperty("jdk.tls.acknowledgeCloseNotify", "true");
        try {
            var pair = EnginePair.oursOpen();
            pair.client.engine.closeOutbound();
            pair.server.arrive(pair.client.wrap(new byte[0]));
            SSLEngineResult closed = pair.server.unwrap();
            assertEquals(Status.CLOSED, closed.getStatus());
            assertEquals(HandshakeStatus.NEED_WRAP, closed.getHandshakeStatus());
            assertClosed(24, wrap(pair.server.engine, 5));
        } finally {
            System.clearProperty("jdk.tls.acknowledgeCloseNotify");
        }
    }

    @Test
    void closingInboundBeforeThePeerIsAnErrorAndClosesAllTheSame() throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        var thrown = assertThrows(SSLException.class, engine::closeInbound);
        assertEquals("closing inbound before receiving peer's close_notify", thrown.getMessage());
        assertTrue(engine.isInboundDone());
        engine.closeInbound();
        engine.closeOutbound();
        assertClosed(24, wrap(engine, 10));
        assertClosed(0, unwrap(engine));
    }

    @Test
    void closingInboundAfterThePeerIsQuiet() throws Exception {
        var pair = EnginePair.oursOpen();
        pair.client.engine.closeOutbound();
        pair.carry(pair.client.wrap(new byte[0]), pair.server);
        pair.server.engine.closeInbound();
    }

    @Test
    void unusedEngineClosesQuietlyAndStaysClosed() throws Exception {
        for (boolean client : new boolean[] {true, false}) {
            SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
            engine.setUseClientMode(client);
            engine.closeInbound();
            engine.closeOutbound();
            assertTrue(engine.isInboundDone());
            assertTrue(engine.isOutboundDone());
            assertThrows(SSLException.class, engine::beginHandshake);
            assertClosed(0, wrap(engine, 1));
            assertClosed(0, unwrap(engine));
        }
    }

    @Test
    void handshakeThatIsGivenUpEndsInAlertsAndThenInSilence() throws Exception {
        for (boolean client : new boolean[] {true, false}) {
            SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
            engine.setUseClientMode(client);
            engine.beginHandshake();
            engine.closeOutbound();
            SSLEngineResult result = wrap(engine, 10);
            assertEquals(Status.CLOSED, result.getStatus());
            assertEquals(0, result.bytesConsumed());
            assertTrue(result.bytesProduced() > 0);
            assertTrue(engine.isOutboundDone());
            assertEquals(Status.CLOSED, wrap(engine, 10).getStatus());
            assertThrows(SSLException.class, engine::closeInbound);
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, engine.getHandshakeStatus());
        }
    }

    @Test
    void handshakeWhoseInboundIsClosedEndsInAnAlertNotInALoop() throws Exception {
        var pair = EnginePair.ours();
        pair.client.wrap(new byte[0]);
        assertThrows(SSLException.class, pair.client.engine::closeInbound);
        assertEquals(HandshakeStatus.NEED_WRAP, pair.client.engine.getHandshakeStatus());
        SSLEngineResult result = wrap(pair.client.engine, 10);
        assertClosed(14, result);
    }

    @Test
    void peerThatGivesTheHandshakeUpEndsItHereToo() throws Exception {
        var pair = EnginePair.ours();
        pair.client.engine.beginHandshake();
        pair.client.engine.closeOutbound();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        pair.server.unwrap();
        pair.server.runTasks();
        pair.server.wrap(new byte[0]);
        assertThrows(SSLException.class, pair.server::unwrapAll);
        assertClosed(24, wrap(pair.server.engine, 10));
        assertTrue(pair.server.engine.isInboundDone());
        assertTrue(pair.server.engine.isOutboundDone());
    }

    @Test
    void handshakeThatThePeerGivesUpBeforeItsHelloIsClosedOnBothSides() throws Exception {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        engine.setUseClientMode(false);
        var server = new EngineSide(engine, BufferKind.HEAP);
        server.arrive(new byte[] {21, 3, 3, 0, 2, 1, 90, 21, 3, 3, 0, 2, 1, 0});
        server.unwrapAll();
        assertTrue(engine.isInboundDone());
        assertEquals(HandshakeStatus.NEED_WRAP, engine.getHandshakeStatus());
        assertClosed(14, wrap(engine, 10));
        assertTrue(engine.isOutboundDone());
    }

    @Test
    void distrustIsThrownAfterTheTaskAndThePeerIsToldWhy() throws Exception {
        SSLEngine distrustful = Peers.HANDFAST.distrustful().createSSLEngine("localhost", 443);
        distrustful.setUseClientMode(true);
        SSLEngine server = Peers.HANDFAST.context().createSSLEngine();
        server.setUseClientMode(false);
        var client = new EngineSide(distrustful, BufferKind.HEAP);
        var other = new EngineSide(server, BufferKind.HEAP);
        other.arrive(client.wrap(new byte[0]));
        other.unwrapAll();
        other.runTasks();
        client.arrive(other.wrap(new byte[0]));
        client.unwrapAll();
        client.runTasks();
        client.unwrapAll();
        client.runTasks();
        assertEquals(HandshakeStatus.NEED_WRAP, distrustful.getHandshakeStatus());
        var thrown = assertThrows(SSLException.class, () -> client.wrap(new byte[0]));
        assertTrue(thrown.getCause() instanceof java.security.cert.CertificateException, "" + thrown.getCause());
        other.arrive(client.wrap(new byte[0]));
        assertTrue(distrustful.isOutboundDone());
        assertThrows(SSLException.class, other::unwrapAll);
    }
}
