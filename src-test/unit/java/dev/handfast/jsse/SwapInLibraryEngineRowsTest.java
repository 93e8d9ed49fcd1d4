package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What libraries and servers expect of an engine's buffers, sessions and parameters; numbered as the applications are. */
class SwapInLibraryEngineRowsTest {

    private static EnginePair pair(String protocol) {
        var pair = EnginePair.ours();
        pair.client.engine.setEnabledProtocols(new String[] {protocol});
        return pair;
    }

    private static List<SSLEngine> both(EnginePair pair) {
        return List.of(pair.client.engine, pair.server.engine);
    }

    private static List<EngineSide> sides(EnginePair pair) {
        return List.of(pair.client, pair.server);
    }

    static Stream<Arguments> suites() {
        return Stream.of(
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")
                .flatMap(suite -> Stream.of(Peers.values()).map(sender -> Arguments.of(suite, sender)));
    }

    private static EnginePair of(String suite, Peers clientPeer) throws SSLException {
        var pair = new EnginePair(clientPeer, Peers.HANDFAST, BufferKind.HEAP, Integer.MAX_VALUE);
        for (SSLEngine engine : both(pair)) {
            engine.setEnabledProtocols(new String[] {suite.contains("_WITH_") ? "TLSv1.2" : "TLSv1.3"});
            engine.setEnabledCipherSuites(new String[] {suite});
        }
        return pair.handshake();
    }

    // ---- L1: Netty

    @ParameterizedTest
    @MethodSource("suites")
    void L1c_recordsLengthIsRoomEnough(String suite, Peers sender) throws Exception {
        var pair = of(suite, sender);
        for (BufferKind kind : BufferKind.values()) {
            for (int length : new int[] {1, 100, 16_000}) {
                byte[] record = pair.client.wrap(new byte[length]);
                SSLEngineResult result = pair.server.engine.unwrap(kind.source(record), kind.room(record.length));
                assertEquals(Status.OK, result.getStatus());
                assertEquals(length, result.bytesProduced());
            }
        }
    }

    // ---- L3 to L6: Tomcat, Jetty, Undertow, Vert.x

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L3_handshakeThatGoesOnIsNeverNotHandshaking(String protocol) throws Exception {
        var pair = pair(protocol);
        pair.server.engine.beginHandshake();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        while (pair.server.finished() == 0) {
            for (EngineSide side : sides(pair)) {
                if (side.finished() == 0) {
                    assertNotEquals(HandshakeStatus.NOT_HANDSHAKING, side.engine.getHandshakeStatus());
                }
                side.unwrapAll();
                side.runTasks();
                (side == pair.client ? pair.server : pair.client).arrive(side.wrap(new byte[0]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L3_sessionsHaveAnId(String protocol) throws Exception {
        for (SSLEngine engine : both(pair(protocol).handshake())) {
            assertEquals(32, engine.getSession().getId().length);
        }
    }

    @Test
    void L3_parametersWithoutClientAuthResetIt() {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        engine.setNeedClientAuth(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setWantClientAuth(false);
        engine.setSSLParameters(parameters);
        assertFalse(engine.getNeedClientAuth() || engine.getWantClientAuth());
    }

    @Test
    void L4_valuesOfTheHandshakeSessionOutliveIt() throws Exception {
        var authority = new TestAuthority("authority");
        var issued = authority.leaf().host("good.example").issue();
        KeyManager manager = new KeyManagerCredentialsTest.ByEngine() {
            @Override
            public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
                engine.getHandshakeSession().putValue("sniHost", "good.example");
                return "one";
            }

            @Override
            public java.security.cert.X509Certificate[] getCertificateChain(String alias) {
                return issued.chain();
            }

            @Override
            public java.security.PrivateKey getPrivateKey(String alias) {
                return issued.keys().getPrivate();
            }
        };
        SSLEngine server = Contexts.ours(new KeyManager[] {manager}).createSSLEngine();
        SSLEngine client = Contexts.ours(null, authority.trustManager()).createSSLEngine("good.example", 443);
        Meeting.of(client, server).required();
        assertEquals("good.example", server.getSession().getValue("sniHost"));
        assertEquals(
                List.of(new SNIHostName("good.example")),
                ((ExtendedSSLSession) server.getSession()).getRequestedServerNames());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void L5_buffersOfTheSizesOfTheSessionNeverOverflow(String suite, Peers sender) throws Exception {
        var pair = of(suite, sender);
        SSLSession session = pair.server.engine.getSession();
        ByteBuffer packet = ByteBuffer.allocate(session.getPacketBufferSize());
        SSLEngineResult sent = pair.client.engine.wrap(ByteBuffer.allocate(60_000), packet);
        assertEquals(Status.OK, sent.getStatus());
        ByteBuffer plain = ByteBuffer.allocate(session.getApplicationBufferSize());
        SSLEngineResult result = pair.server.engine.unwrap(packet.flip(), plain);
        assertEquals(Status.OK, result.getStatus());
        assertEquals(sent.bytesConsumed(), result.bytesProduced());
        assertEquals(
                Status.OK,
                pair.server
                        .engine
                        .wrap(ByteBuffer.allocate(60_000), packet.clear())
                        .getStatus());
    }

    @Test
    void L6_engineWithoutAModeHasSensibleLists() {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        assertTrue(List.of(engine.getEnabledCipherSuites()).contains("TLS_AES_128_GCM_SHA256"));
        assertTrue(List.of(engine.getEnabledProtocols()).contains("TLSv1.3"));
    }

    // ---- L10, L12: HttpClient 5 async, Kafka

    /** HttpClient looks at the last result alone, and waits for ever for a FINISHED that was one of those before it. */
    @ParameterizedTest
    @CsvSource({
        "HANDFAST, HANDFAST, TLSv1.3",
        "HANDFAST, SUN_JSSE, TLSv1.3",
        "SUN_JSSE, HANDFAST, TLSv1.3",
        "HANDFAST, HANDFAST, TLSv1.2",
        "HANDFAST, SUN_JSSE, TLSv1.2",
        "SUN_JSSE, HANDFAST, TLSv1.2"
    })
    void L10_nothingIsPendingBehindFinished(Peers client, Peers server, String protocol) throws Exception {
        var pair = new EnginePair(client, server, BufferKind.HEAP, Integer.MAX_VALUE);
        pair.client.engine.setEnabledProtocols(new String[] {protocol});
        pair.server.arrive(pair.client.wrap(new byte[0]));
        for (int i = 0; i < 30 && pair.client.finished() * pair.server.finished() == 0; i++) {
            for (EngineSide side : sides(pair)) {
                boolean before = side.finished() > 0;
                side.unwrapAll();
                side.runTasks();
                (side == pair.client ? pair.server : pair.client).arrive(side.wrap(new byte[0]));
                if (!before && side.finished() > 0 && side.engine instanceof Engine) {
                    assertEquals(HandshakeStatus.NOT_HANDSHAKING, side.engine.getHandshakeStatus());
                    assertEquals(0, side.wrap(new byte[0]).length);
                }
            }
        }
        assertTrue(pair.client.finished() > 0 && pair.server.finished() > 0);
    }

    /** The last flight is several records: ChangeCipherSpec and Finished, behind a server's ticket; only the first has room. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L10_finishedComesWithTheLastRecord(String protocol) throws Exception {
        var pair = pair(protocol);
        boolean serverIsLast = protocol.equals("TLSv1.2");
        pair.server.arrive(pair.client.wrap(new byte[0]));
        takeAll(pair.server);
        pair.client.arrive(pair.server.wrap(new byte[0]));
        takeAll(pair.client);
        if (serverIsLast) {
            pair.server.arrive(pair.client.wrap(new byte[0]));
            takeAll(pair.server);
        }
        SSLEngine last = (serverIsLast ? pair.server : pair.client).engine;
        SSLEngineResult part = last.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(6));
        for (int room = 7; part.bytesProduced() == 0; room++) {
            part = last.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(room));
        }
        assertEquals(HandshakeStatus.NEED_WRAP, part.getHandshakeStatus());
        SSLEngineResult rest = last.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000));
        assertEquals(HandshakeStatus.FINISHED, rest.getHandshakeStatus());
    }

    private static void takeAll(EngineSide side) throws SSLException {
        while (side.engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
            int before = side.finished();
            side.unwrapAll();
            side.runTasks();
            assertEquals(before, side.finished());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L12_sizesOfBuffersStay(String protocol) throws Exception {
        var pair = pair(protocol);
        int packet = pair.client.engine.getSession().getPacketBufferSize();
        int application = pair.client.engine.getSession().getApplicationBufferSize();
        pair.handshake();
        pair.carry(pair.client.wrapAll(new byte[100_000]), pair.server);
        pair.client.engine.closeOutbound();
        pair.carry(pair.client.wrap(new byte[0]), pair.server);
        for (SSLEngine engine : both(pair)) {
            assertEquals(packet, engine.getSession().getPacketBufferSize());
            assertEquals(application, engine.getSession().getApplicationBufferSize());
        }
    }

    /** Kafka's default context is of TLSv1.3, and the broker may be older. */
    @Test
    void L12_contextOfTls13SpeaksTls12() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3", Contexts.HANDFAST);
        context.init(null, null, null);
        assertTrue(List.of(context.getDefaultSSLParameters().getProtocols()).contains("TLSv1.2"));
    }

    // ---- L13 to L22: drivers of databases, brokers

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void L13_certificatesComeInAnArrayOfX509Certificates(String protocol) throws Exception {
        var pair = pair(protocol).handshake();
        assertSame(
                java.security.cert.X509Certificate[].class,
                pair.client.engine.getSession().getPeerCertificates().getClass());
        assertSame(
                java.security.cert.X509Certificate[].class,
                pair.server.engine.getSession().getLocalCertificates().getClass());
        assertNull(pair.client.engine.getSession().getLocalCertificates());
    }

    @Test
    void L15_contextOfTls12SupportsTls13AndDoesNotEnableIt() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2", Contexts.HANDFAST);
        context.init(null, null, null);
        assertTrue(List.of(context.getSupportedSSLParameters().getProtocols()).contains("TLSv1.3"));
        assertArrayEquals(
                new String[] {"TLSv1.2"}, context.getDefaultSSLParameters().getProtocols());
    }

    @Test
    void L16_protocolsHaveTheirUsualNames() throws Exception {
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            for (SSLEngine engine : both(pair(protocol).handshake())) {
                assertEquals(protocol, engine.getSession().getProtocol());
            }
        }
    }

    @Test
    void L19_wishesForClientAuthAreNothingToAClient() throws Exception {
        var pair = EnginePair.ours();
        pair.client.engine.setWantClientAuth(true);
        pair.client.engine.setNeedClientAuth(true);
        assertNotNull(pair.handshake().client.engine.getSession().getPeerCertificates());
    }

    @ParameterizedTest
    @CsvSource({"node.example, node.example", "node.example., node.example", "localhost, ", "10.0.0.1, ", "::1, "})
    void L20_hostOfTheEngineIsItsServerName(String host, String name) throws Exception {
        SSLEngine client = Peers.HANDFAST.context().createSSLEngine(host, 9142);
        SSLEngine server = Peers.SUN_JSSE.context().createSSLEngine();
        Meeting.of(client, server).required();
        assertEquals(
                name == null ? List.of() : List.of(new SNIHostName(name)),
                ((ExtendedSSLSession) server.getSession()).getRequestedServerNames());
    }

    @Test
    void L22_parametersAreCopies() {
        SSLContext context = Peers.HANDFAST.context();
        context.getDefaultSSLParameters().setProtocols(new String[] {"TLSv1.2"});
        context.getDefaultSSLParameters().getCipherSuites()[0] = "changed";
        context.getSupportedSSLParameters().getProtocols()[0] = "changed";
        assertTrue(List.of(context.getDefaultSSLParameters().getProtocols()).contains("TLSv1.3"));
        assertFalse(List.of(context.getDefaultSSLParameters().getCipherSuites()).contains("changed"));
        assertFalse(List.of(context.getSupportedSSLParameters().getProtocols()).contains("changed"));
        SSLEngine engine = context.createSSLEngine();
        engine.getSSLParameters().setProtocols(new String[] {"TLSv1.2"});
        engine.getEnabledProtocols()[0] = "changed";
        assertTrue(List.of(engine.getEnabledProtocols()).contains("TLSv1.3"));
    }

    // ---- section 2.5: a fresh engine

    @Test
    void S25_freshEngine() {
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine();
        SSLSession session = engine.getSession();
        assertFalse(engine.getUseClientMode() || session.isValid());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, engine.getHandshakeStatus());
        assertEquals("NONE SSL_NULL_WITH_NULL_NULL", session.getProtocol() + " " + session.getCipherSuite());
        assertEquals(0, session.getId().length);
        assertNull(session.getPeerHost());
        assertEquals(16709, session.getPacketBufferSize());
        assertEquals(16704, session.getApplicationBufferSize());
        assertNull(engine.getHandshakeSession());
        assertNull(engine.getApplicationProtocol());
    }
}
