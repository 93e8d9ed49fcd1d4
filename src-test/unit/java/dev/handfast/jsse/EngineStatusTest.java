package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same calls on an engine of ours and on one of the JDK's are answered alike: results, statuses, what is done. */
class EngineStatusTest {
    private static final byte[] FATAL = {21, 3, 3, 0, 2, 2, 40};
    private static final byte[] CANCELED = {21, 3, 3, 0, 2, 1, 90};
    private static final byte[] CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};

    /** A list of calls, and what they were answered. */
    private static final class Script {
        private final Peers peers;
        private final List<String> answers = new ArrayList<>();
        private byte[] last = {};

        Script(Peers peers) {
            this.peers = peers;
        }

        SSLEngine fresh(boolean client) {
            SSLEngine engine = peers.context().createSSLEngine("localhost", 443);
            engine.setUseClientMode(client);
            return engine;
        }

        EnginePair open() throws SSLException {
            var pair = new EnginePair(peers, peers, BufferKind.HEAP, Integer.MAX_VALUE).handshake();
            pair.client.unwrapAll();
            return pair;
        }

        void wrap(SSLEngine engine, int data) {
            ByteBuffer out = ByteBuffer.allocate(20_000);
            answer("wrap " + data, engine, () -> engine.wrap(ByteBuffer.allocate(data), out));
            if (out.position() > 0) {
                last = new byte[out.flip().remaining()];
                out.get(last);
            }
        }

        void unwrap(SSLEngine engine, byte... bytes) {
            answer(
                    bytes.length == 0 ? "unwrap nothing" : "unwrap record",
                    engine,
                    () -> engine.unwrap(ByteBuffer.wrap(bytes), ByteBuffer.allocate(20_000)));
        }

        void closeInbound(SSLEngine engine) {
            answer("closeInbound", engine, () -> {
                engine.closeInbound();
                return null;
            });
        }

        void closeOutbound(SSLEngine engine) {
            engine.closeOutbound();
            answers.add("closeOutbound " + state(engine));
        }

        private void answer(String call, SSLEngine engine, Call made) {
            String answer;
            try {
                SSLEngineResult result = made.make();
                answer = result == null ? "done " : answer(result);
            } catch (SSLException thrown) {
                answer = "SSLException ";
            }
            answers.add(call + ": " + answer + state(engine));
        }

        /** Records of the JDK are longer: it pads them. */
        private static String answer(SSLEngineResult result) {
            return result.getStatus() + " " + result.getHandshakeStatus()
                    + (result.bytesConsumed() > 0 ? " taken" : "")
                    + (result.bytesProduced() > 0 ? " made " : " ");
        }

        private static String state(SSLEngine engine) {
            return engine.getHandshakeStatus()
                    + (engine.isInboundDone() ? " in" : "")
                    + (engine.isOutboundDone() ? " out" : "");
        }
    }

    @FunctionalInterface
    private interface Call {
        SSLEngineResult make() throws SSLException;
    }

    @FunctionalInterface
    private interface Play {
        void on(Script script) throws Exception;
    }

    static Stream<Arguments> plays() {
        return Stream.of(
                Arguments.of("idle", (Play) script -> {
                    SSLEngine client = script.open().client.engine;
                    script.wrap(client, 0);
                    script.unwrap(client);
                    script.unwrap(client, (byte) 23, (byte) 3, (byte) 3, (byte) 0, (byte) 30);
                }),
                Arguments.of("closing one side after the other", (Play) EngineStatusTest::closeInTurn),
                Arguments.of("closing inbound too early", (Play) script -> {
                    SSLEngine client = script.open().client.engine;
                    script.closeInbound(client);
                    script.unwrap(client);
                    script.wrap(client, 5);
                    script.closeOutbound(client);
                    script.wrap(client, 5);
                    script.wrap(client, 5);
                    script.unwrap(client);
                }),
                Arguments.of("forged record", (Play) script -> {
                    var pair = script.open();
                    script.wrap(pair.client.engine, 5);
                    script.last[script.last.length - 1] ^= 1;
                    script.unwrap(pair.server.engine, script.last);
                    script.wrap(pair.server.engine, 5);
                    byte[] alert = script.last;
                    script.wrap(pair.server.engine, 5);
                    script.unwrap(pair.server.engine);
                    script.unwrap(pair.client.engine, alert);
                    script.wrap(pair.client.engine, 5);
                    script.unwrap(pair.client.engine);
                    script.closeInbound(pair.client.engine);
                    script.closeOutbound(pair.client.engine);
                }),
                Arguments.of("unused client closed", (Play) script -> closeUnused(script, true)),
                Arguments.of("unused server closed", (Play) script -> closeUnused(script, false)),
                Arguments.of("HTTP to a client", (Play) script -> feed(script, true, http())),
                Arguments.of("HTTP to a server", (Play) script -> feed(script, false, http())),
                Arguments.of("fatal alert to a client", (Play) script -> feed(script, true, FATAL)),
                Arguments.of("fatal alert to a server", (Play) script -> feed(script, false, FATAL)),
                Arguments.of("client's peer gives up", (Play) script -> feed(script, true, CANCELED, CLOSE_NOTIFY)),
                Arguments.of("server's peer gives up", (Play) script -> feed(script, false, CANCELED, CLOSE_NOTIFY)),
                Arguments.of("client's peer just closes", (Play) script -> feed(script, true, CLOSE_NOTIFY)),
                Arguments.of("server's peer just closes", (Play) script -> feed(script, false, CLOSE_NOTIFY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plays")
    void callsAreAnsweredAsByTheJdk(String name, Play play) throws Exception {
        var expected = new Script(Peers.SUN_JSSE);
        play.on(expected);
        var ours = new Script(Peers.HANDFAST);
        play.on(ours);
        assertEquals(String.join("\n", expected.answers), String.join("\n", ours.answers));
    }

    private static byte[] http() {
        return "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static void closeInTurn(Script script) throws SSLException {
        var pair = script.open();
        SSLEngine client = pair.client.engine;
        SSLEngine server = pair.server.engine;
        script.closeOutbound(client);
        script.wrap(client, 5);
        script.wrap(client, 5);
        script.unwrap(client);
        pair.carry(script.last, pair.server);
        script.unwrap(server);
        script.wrap(server, 5);
        pair.carry(script.last, pair.client);
        script.closeInbound(server);
        script.closeOutbound(server);
        script.wrap(server, 0);
        pair.carry(script.last, pair.client);
        for (SSLEngine engine : List.of(client, server)) {
            script.wrap(engine, 1);
            script.unwrap(engine);
            script.closeInbound(engine);
            script.closeOutbound(engine);
        }
    }

    private static void closeUnused(Script script, boolean client) {
        SSLEngine engine = script.fresh(client);
        script.closeInbound(engine);
        script.closeOutbound(engine);
        script.wrap(engine, 5);
        script.unwrap(engine);
        script.wrap(engine, 5);
    }

    private static void feed(Script script, boolean client, byte[]... records) {
        SSLEngine engine = script.fresh(client);
        script.wrap(engine, 0);
        for (byte[] record : records) {
            script.unwrap(engine, record);
        }
        script.wrap(engine, 5);
        script.wrap(engine, 5);
        script.unwrap(engine);
        script.closeInbound(engine);
        script.closeOutbound(engine);
    }
}
