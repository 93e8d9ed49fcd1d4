package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What existing software expects of an engine: each test begins with the number of the application that does. */
class SwapInEngineRowsTest {
    private static EnginePair pair(String protocol) {
        var pair = EnginePair.ours();
        pair.client.engine.setEnabledProtocols(new String[] {protocol});
        return pair;
    }

    private static List<SSLEngine> both(EnginePair pair) {
        return List.of(pair.client.engine, pair.server.engine);
    }

    private static SSLEngineResult wrap(SSLEngine engine, int data) throws SSLException {
        return engine.wrap(ByteBuffer.allocate(data), ByteBuffer.allocate(20_000));
    }

    // ---- J6: HttpClient

    @Test
    void J6_defaultParametersNameTheProtocols() {
        SSLParameters parameters = Peers.HANDFAST.context().getDefaultSSLParameters();
        assertTrue(List.of(parameters.getProtocols()).contains("TLSv1.3"));
        assertTrue(parameters.getCipherSuites().length > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void J6_closedAndUnderflowMakeNothingAndUnderflowTakesNothing(String protocol) throws Exception {
        var pair = pair(protocol).handshake();
        byte[] record = pair.client.wrap(new byte[100]);
        for (int length : new int[] {0, 1, 5, record.length - 1}) {
            ByteBuffer source = ByteBuffer.wrap(record, 0, length);
            SSLEngineResult result = pair.server.engine.unwrap(source, ByteBuffer.allocate(20_000));
            assertEquals(Status.BUFFER_UNDERFLOW, result.getStatus());
            assertEquals(0, source.position() + result.bytesConsumed() + result.bytesProduced());
        }
        pair.carry(record, pair.server);
        pair.client.engine.closeOutbound();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        SSLEngineResult closed = pair.server.unwrap();
        assertEquals(Status.CLOSED, closed.getStatus());
        assertEquals(0, closed.bytesProduced());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void J6_behindClosedAndCloseOutboundWrapIsNeededUntilCloseNotifyIsOut(String protocol) throws Exception {
        var pair = pair(protocol).handshake();
        pair.client.engine.closeOutbound();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        assertEquals(Status.CLOSED, pair.server.unwrap().getStatus());
        pair.server.engine.closeOutbound();
        assertEquals(HandshakeStatus.NEED_WRAP, pair.server.engine.getHandshakeStatus());
        assertEquals(Status.CLOSED, wrap(pair.server.engine, 0).getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.server.engine.getHandshakeStatus());
    }

    @Test
    void J6_applicationProtocolIsEmptyWhereNoneWasAgreed() throws Exception {
        for (SSLEngine engine : both(EnginePair.oursOpen())) {
            assertEquals("", engine.getApplicationProtocol());
        }
    }

    // ---- J8: HttpsServer

    @Test
    void J8_clientsDefaultsAreLegalAtAServer() throws Exception {
        SSLContext context = Peers.HANDFAST.context();
        var pair = EnginePair.ours();
        pair.server.engine.setSSLParameters(context.getDefaultSSLParameters());
        assertTrue(pair.handshake().server.engine.getSession().isValid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void J8_closeOutboundThenWrapWithDataIsClosed(String protocol) throws Exception {
        for (SSLEngine engine : both(pair(protocol).handshake())) {
            engine.closeOutbound();
            SSLEngineResult result = wrap(engine, 10);
            assertEquals(Status.CLOSED, result.getStatus());
            assertEquals(0, result.bytesConsumed());
            assertTrue(result.bytesProduced() > 0);
        }
    }

    /** SSLStreams does so behind every task, whatever the engine needs. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void J8_emptyWrapsThatNobodyNeedsAreHarmless(String protocol) throws Exception {
        var pair = pair(protocol);
        pair.client.wrap(new byte[0]);
        for (int i = 0; i < 3; i++) {
            SSLEngineResult result = wrap(pair.client.engine, 0);
            assertEquals(Status.OK, result.getStatus());
            assertEquals(HandshakeStatus.NEED_UNWRAP, result.getHandshakeStatus());
            assertEquals(0, result.bytesProduced());
        }
    }

    /** SSLStreams wraps and unwraps until it sees CLOSED, or OK and NOT_HANDSHAKING. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void J8_loopOfTheClosureEnds(String protocol) throws Exception {
        for (EngineSide side : sides(pair(protocol).handshake())) {
            side.engine.closeOutbound();
            Status status = Status.OK;
            for (int i = 0; i < 3 && status == Status.OK; i++) {
                status = wrap(side.engine, 0).getStatus();
            }
            assertEquals(Status.CLOSED, status);
        }
    }

    private static List<EngineSide> sides(EnginePair pair) {
        return List.of(pair.client, pair.server);
    }

    // ---- L1, L2: Netty

    @Test
    void L1a_listsSetBeforeTheModeOutliveIt() {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        String[] suites = {"TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"};
        engine.setEnabledCipherSuites(suites);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        for (boolean client : new boolean[] {true, false}) {
            engine.setUseClientMode(client);
            assertArrayEquals(suites, engine.getEnabledCipherSuites());
            assertArrayEquals(new String[] {"TLSv1.2"}, engine.getEnabledProtocols());
        }
        assertThrows(IllegalArgumentException.class, () -> engine.setEnabledCipherSuites(new String[] {"NONSENSE"}));
    }

    /** Netty shows one record, and takes a part of it that is consumed for something that is no record. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L1b_recordIsTakenWholeOrNotAtAll(String protocol) throws Exception {
        var pair = pair(protocol);
        for (byte[] record = pair.client.wrap(new byte[0]); record.length > 0; record = pair.client.wrap(new byte[0])) {
            ByteBuffer source = ByteBuffer.wrap(record);
            while (source.hasRemaining()) {
                int before = source.remaining();
                int length = 5 + source.getShort(source.position() + 3);
                SSLEngineResult result = pair.server.engine.unwrap(source, ByteBuffer.allocate(20_000));
                assertEquals(before - source.remaining(), result.bytesConsumed());
                assertTrue(Set.of(0, length).contains(result.bytesConsumed()));
                if (result.bytesConsumed() == 0) {
                    assertNotEquals(HandshakeStatus.NEED_UNWRAP, result.getHandshakeStatus());
                    pair.server.runTasks();
                }
            }
        }
    }

    @Test
    void L1b_inboundIsDoneBehindAFault() throws Exception {
        for (EngineSide side : sides(EnginePair.oursOpen())) {
            side.arrive(new byte[20]);
            assertThrows(SSLException.class, side::unwrap);
            assertTrue(side.engine.isInboundDone());
        }
    }

    @Test
    void L1e_emptyWrapOfAnIdleEngineMakesNoRecord() throws Exception {
        for (SSLEngine engine : both(EnginePair.oursOpen())) {
            SSLEngineResult result = wrap(engine, 0);
            assertEquals(Status.OK, result.getStatus());
            assertEquals(0, result.bytesProduced());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L1f_finishedIsAResultOnceAndNeverAStatus(String protocol) throws Exception {
        var pair = pair(protocol).handshake();
        assertEquals(1, pair.client.finished());
        assertEquals(1, pair.server.finished());
        for (SSLEngine engine : both(pair)) {
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, engine.getHandshakeStatus());
        }
    }

    @Test
    void L1h_wrapBehindAFaultYieldsTheAlert() throws Exception {
        for (EngineSide side : sides(EnginePair.oursOpen())) {
            side.arrive(new byte[20]);
            assertThrows(SSLException.class, side::unwrap);
            SSLEngineResult alert = wrap(side.engine, 5);
            assertEquals(Status.CLOSED, alert.getStatus());
            assertTrue(alert.bytesProduced() > 0);
        }
    }

    @Test
    void L2_protocolAccessorsWorkOnAFreshEngine() {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        assertNull(engine.getApplicationProtocol());
        assertNull(engine.getHandshakeApplicationProtocol());
        assertNull(engine.getHandshakeApplicationProtocolSelector());
        BiFunction<SSLEngine, List<String>, String> selector = (who, offered) -> "";
        engine.setHandshakeApplicationProtocolSelector(selector);
        assertSame(selector, engine.getHandshakeApplicationProtocolSelector());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L2_selectorIsCalledOnceWithTheEngineItself(String protocol) throws Exception {
        var pair = pair(protocol);
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        pair.client.engine.setSSLParameters(parameters);
        var calls = new ArrayList<List<String>>();
        pair.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> {
            assertSame(pair.server.engine, engine);
            calls.add(offered);
            return "http/1.1";
        });
        pair.handshake();
        assertEquals(List.of(List.of("h2", "http/1.1")), calls);
        assertEquals("http/1.1", pair.client.engine.getApplicationProtocol());
    }
}
