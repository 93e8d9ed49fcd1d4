package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's handshake: what it asks for, when, and that it gets there. */
class EngineHandshakeTest {
    private static final byte[] NOTHING = {};

    static Stream<Arguments> conversations() {
        return Stream.of(Peers.values())
                .flatMap(client -> Stream.of(Peers.values())
                        .flatMap(server -> Stream.of(BufferKind.values())
                                .flatMap(kind -> Stream.of(1, 1000, Integer.MAX_VALUE)
                                        .map(chunk -> Arguments.of(client, server, kind, chunk)))));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void handshakeAndDataArriveHoweverTheyAreCut(Peers client, Peers server, BufferKind kind, int chunk)
            throws Exception {
        var pair = new EnginePair(client, server, kind, chunk).handshake();
        byte[] question = pattern(chunk == 1 ? 2_000 : 40_000);
        byte[] answer = "fine".getBytes(StandardCharsets.UTF_8);
        pair.carry(pair.client.wrapAll(question), pair.server);
        pair.carry(pair.server.wrapAll(answer), pair.client);
        assertArrayEquals(question, pair.server.read());
        assertArrayEquals(answer, pair.client.read());
        assertEquals("TLSv1.3", pair.client.engine.getSession().getProtocol());
        if (client == Peers.HANDFAST) {
            assertEquals(1, pair.client.finished());
        }
        if (server == Peers.HANDFAST) {
            assertEquals(1, pair.server.finished());
        }
    }

    @Test
    void firstWrapOfAClientYieldsTheWholeHello() throws Exception {
        SSLEngine client = Peers.HANDFAST.context().createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, client.getHandshakeStatus());
        ByteBuffer out = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        SSLEngineResult result = client.wrap(ByteBuffer.allocate(0), out);
        assertEquals(Status.OK, result.getStatus());
        assertEquals(HandshakeStatus.NEED_UNWRAP, result.getHandshakeStatus());
        assertEquals(out.getShort(3) + 5, out.position());
    }

    @Test
    void firstUnwrapOfAServerBeginsTheHandshake() throws Exception {
        SSLEngine server = Peers.HANDFAST.context().createSSLEngine();
        server.setUseClientMode(false);
        SSLEngineResult result = server.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
        assertEquals(Status.BUFFER_UNDERFLOW, result.getStatus());
        assertEquals(HandshakeStatus.NEED_UNWRAP, result.getHandshakeStatus());
    }

    @Test
    void clientMustWrapBeforeItUnwraps() throws Exception {
        SSLEngine client = Peers.HANDFAST.context().createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        SSLEngineResult result = client.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
        assertEquals(Status.OK, result.getStatus());
        assertEquals(HandshakeStatus.NEED_WRAP, result.getHandshakeStatus());
    }

    @Test
    void nothingBeginsBeforeTheModeIsSet() {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        ByteBuffer room = ByteBuffer.allocate(20_000);
        assertFalse(engine.getUseClientMode());
        assertThrows(IllegalStateException.class, engine::beginHandshake);
        assertThrows(IllegalStateException.class, () -> engine.wrap(ByteBuffer.allocate(0), room));
        assertThrows(IllegalStateException.class, () -> engine.unwrap(ByteBuffer.allocate(0), room));
    }

    @Test
    void modeIsSettledOnceTheHandshakeHasBegun() throws Exception {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.beginHandshake();
        assertThrows(IllegalArgumentException.class, () -> engine.setUseClientMode(true));
    }

    @Test
    void needTaskLastsUntilTheTaskHasRun() throws Exception {
        var pair = EnginePair.ours();
        pair.server.arrive(pair.client.wrap(NOTHING));
        assertEquals(HandshakeStatus.NEED_TASK, pair.server.unwrap().getHandshakeStatus());
        Runnable task = pair.server.engine.getDelegatedTask();
        assertNotNull(task);
        assertNull(pair.server.engine.getDelegatedTask());
        assertEquals(HandshakeStatus.NEED_TASK, pair.server.engine.getHandshakeStatus());

        pair.server.arrive(new byte[100]);
        SSLEngineResult early = pair.server.unwrap();
        assertEquals(HandshakeStatus.NEED_TASK, early.getHandshakeStatus());
        assertEquals(0, early.bytesConsumed());
        assertEquals(0, pair.server.wrap(NOTHING).length);

        task.run();
        pair.server.runTasks();
        assertEquals(HandshakeStatus.NEED_WRAP, pair.server.engine.getHandshakeStatus());
    }

    @Test
    void tasksMayRunOnOtherThreads() throws Exception {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try {
            var pair = EnginePair.ours();
            pair.server.arrive(pair.client.wrap(NOTHING));
            pair.server.unwrap();
            for (Runnable task; (task = pair.server.engine.getDelegatedTask()) != null; ) {
                elsewhere.submit(task).get(10, TimeUnit.SECONDS);
            }
            pair.handshake();
            assertEquals(1, pair.client.finished());
            assertEquals(1, pair.server.finished());
        } finally {
            elsewhere.shutdown();
        }
    }

    @Test
    void faultIsThrownOnceThenTheAlertGoesOutThenAllIsClosed() throws Exception {
        SSLEngine server = Peers.HANDFAST.context().createSSLEngine();
        server.setUseClientMode(false);
        ByteBuffer http = ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer room = ByteBuffer.allocate(20_000);
        assertThrows(SSLException.class, () -> server.unwrap(http, ByteBuffer.allocate(20_000)));
        assertEquals(HandshakeStatus.NEED_WRAP, server.getHandshakeStatus());
        assertTrue(server.isInboundDone());
        assertFalse(server.isOutboundDone());
        SSLEngineResult alert = server.wrap(ByteBuffer.allocate(10), room);
        assertEquals(Status.CLOSED, alert.getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, alert.getHandshakeStatus());
        assertEquals(7, alert.bytesProduced());
        assertTrue(server.isOutboundDone());
        assertEquals(Status.CLOSED, server.unwrap(http, room).getStatus());
        assertEquals(Status.CLOSED, server.wrap(http, room).getStatus());
    }

    @Test
    void faultOfTheOtherSideIsThrownAndEndsTheHandshake() throws Exception {
        var pair = EnginePair.ours();
        pair.client.wrap(NOTHING);
        byte[] handshakeFailure = {21, 3, 3, 0, 2, 2, 40};
        pair.client.arrive(handshakeFailure);
        var thrown = assertThrows(javax.net.ssl.SSLHandshakeException.class, pair.client::unwrap);
        assertTrue(thrown.getMessage().contains("handshake_failure"), thrown.getMessage());
        assertEquals(0, pair.client.wrap(NOTHING).length);
        assertTrue(pair.client.engine.isOutboundDone());
        assertTrue(pair.client.engine.isInboundDone());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.client.engine.getHandshakeStatus());
        assertThrows(SSLException.class, pair.client.engine::beginHandshake);
    }

    @Test
    void recordTooLongIsRefusedAfterItsHeader() throws Exception {
        SSLEngine server = Peers.HANDFAST.context().createSSLEngine();
        server.setUseClientMode(false);
        ByteBuffer header = ByteBuffer.wrap(new byte[] {22, 3, 1, 0x7F, (byte) 0xFF});
        assertThrows(SSLException.class, () -> server.unwrap(header, ByteBuffer.allocate(20_000)));
    }

    @Test
    void beginningAgainUpdatesTheKeysAndDataFlowOn() throws Exception {
        for (Peers server : Peers.values()) {
            var pair = new EnginePair(Peers.HANDFAST, server, BufferKind.HEAP, Integer.MAX_VALUE).handshake();
            pair.client.engine.beginHandshake();
            assertEquals(HandshakeStatus.NEED_WRAP, pair.client.engine.getHandshakeStatus());
            pair.carry(pair.client.wrap("one".getBytes(StandardCharsets.UTF_8)), pair.server);
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.client.engine.getHandshakeStatus());
            if (server == Peers.SUN_JSSE) { // it answers at once, ours with the next data
                pair.carry(pair.server.wrap(NOTHING), pair.client);
            }
            pair.carry(pair.server.wrap("two".getBytes(StandardCharsets.UTF_8)), pair.client);
            pair.carry(pair.client.wrap("three".getBytes(StandardCharsets.UTF_8)), pair.server);
            assertEquals("onethree", new String(pair.server.read(), StandardCharsets.UTF_8));
            assertEquals("two", new String(pair.client.read(), StandardCharsets.UTF_8));
            assertEquals(1, pair.client.finished());
        }
    }

    static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }
}
