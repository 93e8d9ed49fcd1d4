package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.EarlyData;
import dev.handfast.EarlyData.Outcome;
import dev.handfast.EarlyDataPolicy;
import dev.handfast.HandfastParameters;
import dev.handfast.ReplayFilter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** Early data as applications send and read it. */
class EarlyDataTest {
    private static final byte[] REQUEST = EngineHandshakeTest.pattern(300);
    private static final int LIMIT = 1 << 15;

    private final TestAuthority authority = new TestAuthority("authority");
    private final KeyManager[] keys = TestAuthority.keyManagers(
            "SunX509", authority.leaf().host("good.example").issue());
    private final SSLContext client = Contexts.ours(keys, authority.trustManager());
    private final SSLContext server = Contexts.ours(keys, authority.trustManager());
    private final Set<ByteBuffer> taken = new HashSet<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private SSLSession session;
    private EarlyDataPolicy policy = policy((id, sent) -> taken.add(ByteBuffer.wrap(id)));
    private Consumer<HandfastParameters> atServer = EarlyDataTest::asItIs;

    private static void asItIs(HandfastParameters parameters) {}

    private EarlyDataPolicy policy(ReplayFilter filter) {
        return new EarlyDataPolicy(LIMIT, filter, (from, data) -> {
            session = from;
            read.writeBytes(data);
        });
    }

    private SSLEngine clientEngine(EarlyData data) {
        return set(client.createSSLEngine("good.example", 443), parameters -> parameters.setEarlyData(data));
    }

    private SSLEngine serverEngine() {
        return set(server.createSSLEngine(), parameters -> {
            parameters.setEarlyDataPolicy(policy);
            atServer.accept(parameters);
        });
    }

    private static SSLEngine set(SSLEngine engine, Consumer<HandfastParameters> change) {
        SSLParameters parameters = engine.getSSLParameters();
        change.accept((HandfastParameters) parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private Meeting meet(EarlyData data) {
        return Meeting.of(clientEngine(data), serverEngine());
    }

    private Outcome send(byte[] bytes) {
        EarlyData data = EarlyData.replayable(bytes);
        meet(data).required();
        return data.outcome();
    }

    @Test
    void theServerReadsItBeforeTheHandshakeIsOver() throws Exception {
        meet(null).required();
        EarlyData data = EarlyData.replayable(REQUEST);
        assertEquals(Outcome.PENDING, data.outcome());
        Meeting meeting = meet(data).required();
        assertEquals(Outcome.ACCEPTED, data.outcome());
        assertArrayEquals(REQUEST, read.toByteArray());
        assertSame(meeting.server().getSession(), session);
        assertDataFlow(meeting);
    }

    private static void assertDataFlow(Meeting meeting) throws Exception {
        for (SSLEngine from : new SSLEngine[] {meeting.client(), meeting.server()}) {
            SSLEngine to = from == meeting.client() ? meeting.server() : meeting.client();
            ByteBuffer record = ByteBuffer.allocate(17_000);
            from.wrap(ByteBuffer.wrap(REQUEST), record);
            record.flip();
            ByteBuffer data = ByteBuffer.allocate(17_000);
            to.unwrap(record, data);
            assertArrayEquals(REQUEST, Arrays.copyOf(data.array(), data.position()));
        }
    }

    @Test
    void itFillsSeveralRecords() {
        meet(null).required();
        byte[] much = EngineHandshakeTest.pattern(LIMIT);
        assertEquals(Outcome.ACCEPTED, send(much));
        assertArrayEquals(much, read.toByteArray());
    }

    @Test
    void againAndAgain() {
        meet(null).required();
        for (int again = 0; again < 3; again++) {
            assertEquals(Outcome.ACCEPTED, send(REQUEST));
        }
    }

    // ---- what is not sent

    @Test
    void withoutASessionItIsNotSent() {
        assertEquals(Outcome.NOT_SENT, send(REQUEST));
        assertEquals(0, read.size());
    }

    @Test
    void moreThanTheTicketAllowsIsNotSent() {
        meet(null).required();
        assertEquals(Outcome.NOT_SENT, send(new byte[LIMIT + 1]));
    }

    @Test
    void aTicketOfAServerThatTakesNoneAllowsNone() {
        policy = null;
        meet(null).required();
        assertEquals(Outcome.NOT_SENT, send(REQUEST));
    }

    // ---- what is rejected

    /** Nobody reads as much early data as may come, and the connection goes on without it. */
    private void assertRejectedAndForgotten() throws Exception {
        EarlyData data = EarlyData.replayable(EngineHandshakeTest.pattern(LIMIT));
        Meeting meeting = meet(data).required();
        assertEquals(Outcome.REJECTED, data.outcome());
        assertEquals(0, read.size());
        assertDataFlow(meeting);
    }

    @Test
    void aServerThatTakesNoneAnyMoreGoesOn() throws Exception {
        meet(null).required();
        policy = null;
        assertRejectedAndForgotten();
    }

    @Test
    void aServerThatDoesNotKnowTheTicketGoesOn() throws Exception {
        meet(null).required();
        server.init(keys, new TrustManager[] {authority.trustManager()}, null);
        assertRejectedAndForgotten();
    }

    @Test
    void withAnotherGroupTheServerAsksAgainAndReadsNone() throws Exception {
        meet(null).required();
        atServer = parameters -> parameters.setNamedGroups(new String[] {"secp384r1"});
        assertRejectedAndForgotten();
    }

    @Test
    void withAnotherSuiteItIsRejected() {
        meet(null).required();
        atServer = parameters -> parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        assertEquals(Outcome.REJECTED, send(REQUEST));
    }

    /** RFC 9846 §E.3: the connection fails, and the next one does without early data, and not without TLS 1.3. */
    @Test
    void aServerThatHasGoneBackToTls12IsAskedWithoutIt() {
        meet(null).required();
        atServer = parameters -> parameters.setProtocols(new String[] {"TLSv1.2"});
        EarlyData data = EarlyData.replayable(REQUEST);
        assertFalse(meet(data).succeeded());
        assertEquals(Outcome.REJECTED, data.outcome());
        EarlyData again = EarlyData.replayable(REQUEST);
        assertEquals("TLSv1.2", meet(again).required().client().getSession().getProtocol());
        assertEquals(Outcome.NOT_SENT, again.outcome());
    }

    @Test
    void theSecondCopyOfAHelloIsRefused() throws Exception {
        meet(null).required();
        EarlyData data = EarlyData.replayable(REQUEST);
        Meeting meeting = meet(data).required();
        assertArrayEquals(REQUEST, read.toByteArray());
        read.reset();
        SSLEngine again = serverEngine();
        ByteBuffer recorded = ByteBuffer.wrap(meeting.fromClient());
        replay(again, recorded);
        assertEquals(0, read.size(), "the application has read it twice");
        assertEquals(
                HandshakeStatus.NEED_UNWRAP, again.getHandshakeStatus(), "the copied Finished is no Finished here");
    }

    /** Gives the engine all that a client has sent to another one. */
    private static void replay(SSLEngine engine, ByteBuffer recorded) throws SSLException {
        engine.setUseClientMode(false);
        while (recorded.hasRemaining()) {
            engine.unwrap(recorded, ByteBuffer.allocate(17_000));
            for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
                task.run();
            }
            engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(17_000));
        }
    }

    @Test
    void aCopyIsReadAgainWhereNobodyFilters() {
        policy = policy((id, sent) -> true);
        meet(null).required();
        Meeting meeting = meet(EarlyData.replayable(REQUEST)).required();
        read.reset();
        ByteBuffer recorded = ByteBuffer.wrap(meeting.fromClient());
        assertThrows(SSLException.class, () -> replay(serverEngine(), recorded), "the copied Finished is none here");
        assertArrayEquals(REQUEST, read.toByteArray());
    }

    @Test
    void aFilterThatCannotTellRejects() {
        policy = policy((id, sent) -> false);
        meet(null).required();
        assertEquals(Outcome.REJECTED, send(REQUEST));
        assertEquals(0, read.size());
    }

    @Test
    void aReceiverThatFailsEndsTheConnection() {
        policy = new EarlyDataPolicy(LIMIT, (id, sent) -> true, (from, data) -> {
            throw new IllegalStateException("no");
        });
        meet(null).required();
        Meeting meeting = meet(EarlyData.replayable(REQUEST));
        assertTrue(meeting.serverFault().getMessage().contains("receiver of early data"), "" + meeting.serverFault());
        assertFalse(meeting.succeeded());
    }

    @Test
    void thereIsSomethingToSend() {
        assertThrows(IllegalArgumentException.class, () -> EarlyData.replayable(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new EarlyDataPolicy(0, (id, sent) -> true, (from, d) -> {}));
        assertFalse(EarlyData.replayable(new byte[] {'s'}).toString().contains("s,"));
    }
}
