package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code SSLParameters.setMaximumPacketSize}: how long the records are that we write, and what sessions say about it. */
@Timeout(60)
class PacketSizeTest {
    /** Header, content type and tag of a record of TLS 1.3 (RFC 9846 §5.2). */
    private static final int PROTECTION = 5 + 1 + 16;

    private static final int LONGEST = (1 << 14) + PROTECTION;

    private static SSLParameters packets(SSLParameters parameters, int size) {
        parameters.setMaximumPacketSize(size);
        return parameters;
    }

    @ParameterizedTest
    @EnumSource(BufferKind.class)
    void recordsOfAnEngineAreNoLonger(BufferKind kind) throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        for (int size : new int[] {PROTECTION + 1, 100, 1000, 5000, LONGEST - 1}) {
            engine.setSSLParameters(packets(engine.getSSLParameters(), size));
            assertEquals(size, engine.getSSLParameters().getMaximumPacketSize());
            SSLEngineResult full = wrap(engine, kind, 20_000);
            assertEquals(size, full.bytesProduced());
            assertEquals(size - PROTECTION, full.bytesConsumed());
            assertEquals(1 + PROTECTION, wrap(engine, kind, 1).bytesProduced());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
            })
    void recordsOfTls12AreNoLongerEither(String suite) throws Exception {
        var authority = new TestAuthority("authority");
        var issued = authority.leaf().keyType("RSA2048").issue();
        SSLEngine engine = Contexts.ours(null, authority.trustManager()).createSSLEngine();
        SSLEngine server =
                Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();
        for (SSLEngine each : List.of(engine, server)) {
            each.setEnabledProtocols(new String[] {"TLSv1.2"});
            each.setEnabledCipherSuites(new String[] {suite});
        }
        Meeting.of(engine, server).required();
        for (int size = 200; size < 232; size++) {
            engine.setSSLParameters(packets(engine.getSSLParameters(), size));
            int produced = wrap(engine, BufferKind.HEAP, 1000).bytesProduced();
            assertTrue(produced <= size && produced > size - 16, produced + " of " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, LONGEST, LONGEST + 1, 100_000})
    void sizeThatLeavesRoomForEveryRecordChangesNone(int size) throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        engine.setSSLParameters(packets(engine.getSSLParameters(), size));
        assertEquals(LONGEST, wrap(engine, BufferKind.HEAP, 20_000).bytesProduced());
    }

    @Test
    void sizeMayBeSetBackToNone() throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        engine.setSSLParameters(packets(engine.getSSLParameters(), 50));
        engine.setSSLParameters(packets(engine.getSSLParameters(), 0));
        assertEquals(LONGEST, wrap(engine, BufferKind.HEAP, 20_000).bytesProduced());
    }

    @Test
    void sizeThatNoRecordCanHaveStillLetsDataFlow() throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        for (int size : new int[] {1, PROTECTION}) {
            engine.setSSLParameters(packets(engine.getSSLParameters(), size));
            assertEquals(1, wrap(engine, BufferKind.HEAP, 10).bytesConsumed());
        }
    }

    @Test
    void destinationOfThatSizeIsEnough() throws Exception {
        SSLEngine engine = EnginePair.oursOpen().client.engine;
        engine.setSSLParameters(packets(engine.getSSLParameters(), 1000));
        SSLEngineResult result = engine.wrap(ByteBuffer.allocate(20_000), ByteBuffer.allocate(1000));
        assertEquals(1000, result.bytesProduced());
    }

    @Test
    void recordsOfASocketAreNoLongerWhileThePeersMayBe() throws Exception {
        Socket[] plain = SocketPair.plain();
        byte[] data = EngineHandshakeTest.pattern(50_000);
        SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
        try (var threads = SocketPair.ours();
                var recorded = new Recorder(plain[0]);
                var client = (SSLSocket) factory.createSocket(recorded, "localhost", 1, true);
                var server = (SSLSocket) factory.createSocket(plain[1], (InputStream) null, true)) {
            Future<?> echo = threads.start(() -> {
                server.getOutputStream().write(server.getInputStream().readNBytes(data.length));
                return null;
            });
            client.setSSLParameters(packets(client.getSSLParameters(), 1400));
            client.startHandshake();
            recorded.written.reset();
            client.getOutputStream().write(data);
            assertArrayEquals(data, client.getInputStream().readNBytes(data.length));
            SocketPair.await(echo);
            List<Integer> lengths = lengths(recorded.written.toByteArray());
            assertTrue(lengths.stream().allMatch(length -> length <= 1400), lengths::toString);
            assertEquals((data.length + 1400 - PROTECTION - 1) / (1400 - PROTECTION), lengths.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 16_709, 20_000})
    void sessionsSayWhatTheJdksSay(int size) throws Exception {
        var packets = new EnumMap<Peers, Integer>(Peers.class);
        for (Peers peers : Peers.values()) {
            EnginePair pair = shortRecords(peers, size);
            SSLSession session = pair.client.engine.getSession();
            packets.put(peers, session.getPacketBufferSize());
            assertTrue(session.getApplicationBufferSize() < session.getPacketBufferSize());
            assertEquals(16_709, pair.server.engine.getSession().getPacketBufferSize());
        }
        assertEquals(packets.get(Peers.SUN_JSSE), packets.get(Peers.HANDFAST));
    }

    private static EnginePair shortRecords(Peers peers, int size) throws SSLException {
        var pair = new EnginePair(peers, peers, BufferKind.HEAP, Integer.MAX_VALUE);
        SSLEngine engine = pair.client.engine;
        engine.setSSLParameters(packets(engine.getSSLParameters(), size));
        assertEquals(16_709, engine.getSession().getPacketBufferSize());
        assertEquals(16_704, engine.getSession().getApplicationBufferSize());
        return pair.handshake();
    }

    /** The JDK's engine refuses it; but the peer does not know what size we want, and is free to send what TLS allows. */
    @Test
    void longerRecordOfThePeerIsTakenOnceTheBuffersHaveGrown() throws Exception {
        EnginePair pair = shortRecords(Peers.HANDFAST, 1000);
        SSLEngine engine = pair.client.engine;
        byte[] data = EngineHandshakeTest.pattern(16_000);
        ByteBuffer record = ByteBuffer.wrap(pair.server.wrapAll(data));
        assertEquals(1000, engine.getSession().getPacketBufferSize());
        ByteBuffer part = record.duplicate().limit(1000);
        assertEquals(
                Status.BUFFER_UNDERFLOW,
                engine.unwrap(part, ByteBuffer.allocate(1000)).getStatus());
        assertEquals(16_709, engine.getSession().getPacketBufferSize());
        ByteBuffer room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        assertEquals(data.length, engine.unwrap(record, room).bytesProduced());
    }

    @Test
    void sizeTooSmallForTheHandshakeIsForgottenInIt() throws Exception {
        SSLEngine engine = shortRecords(Peers.HANDFAST, 10).client.engine;
        assertEquals(16_709, engine.getSession().getPacketBufferSize());
    }

    private static SSLEngineResult wrap(SSLEngine engine, BufferKind kind, int data) throws Exception {
        return engine.wrap(kind.source(new byte[data]), kind.room(20_000));
    }

    private static List<Integer> lengths(byte[] records) {
        var lengths = new ArrayList<Integer>();
        for (int at = 0; at < records.length; at += lengths.get(lengths.size() - 1)) {
            lengths.add(5 + ((records[at + 3] & 0xFF) << 8 | records[at + 4] & 0xFF));
        }
        return lengths;
    }

    /** Keeps a copy of all that is written. */
    private static final class Recorder extends Socket {
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final Socket real;

        Recorder(Socket real) {
            this.real = real;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return real.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream out = real.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] from, int at, int length) throws IOException {
                    written.write(from, at, length);
                    out.write(from, at, length);
                }
            };
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
