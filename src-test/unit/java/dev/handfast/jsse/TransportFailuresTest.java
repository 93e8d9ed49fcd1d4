package dev.handfast.jsse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes is no TLS, comes changed, or does not come: the JDK's exception says how far the handshake got. */
class TransportFailuresTest {
    private static final int RECORD = 5;
    private static final byte[] CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};

    @ParameterizedTest(name = "{0}")
    @MethodSource({"notTls", "ends", "changed"})
    void exceptionExplainsItself(FailureCase failing) throws Exception {
        failing.check();
    }

    /** The exception is the JDK's own, so that its message stays; what is known hangs on it. */
    @Test
    void brokenConnectionIsTheJdksExceptionWithTheFactsOnIt() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (SSLSocket client = client(plain[0])) {
            plain[1].setSoLinger(true, 0);
            plain[1].close(); // a reset
            var thrown = assertThrows(SocketException.class, client::startHandshake);
            TlsFailure failure = TlsFailure.of(thrown).orElseThrow();
            assertEquals(FailureKind.PEER_CLOSED, failure.kind());
            assertEquals("after we sent ClientHello and received nothing", failure.during());
        }
    }

    static Stream<Arguments> notTls() {
        return Stream.of(
                FailureCase.of(
                        "HTTP request to our server",
                        () -> serverThatIsSent("GET / HTTP/1.1\r\n\r\n"),
                        FailureKind.PLAINTEXT_REQUEST,
                        "unexpected_message from us",
                        "plaintext HTTP request to a TLS port",
                        "before a message went either way"),
                FailureCase.of(
                        "another protocol on our port",
                        () -> serverThatIsSent("SSH-2.0-client\r\n"),
                        FailureKind.NOT_TLS,
                        "unexpected_message from us",
                        "Unrecognized SSL message, plaintext connection?",
                        "It begins with \"SSH-2\""),
                FailureCase.of(
                        "TLS client on a plaintext port, HTTP",
                        () -> clientThatIsAnswered("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)),
                        FailureKind.NOT_TLS,
                        "unexpected_message from us",
                        "It begins with \"HTTP/\"",
                        "after we sent ClientHello and received nothing",
                        "STARTTLS"),
                FailureCase.of(
                        "TLS client on a plaintext port, SMTP",
                        () -> clientThatIsAnswered("220 mail.example ESMTP\r\n".getBytes(US_ASCII)),
                        FailureKind.NOT_TLS,
                        "unexpected_message from us",
                        "It begins with \"220 m\""));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                FailureCase.of(
                        "the peer closed TCP behind our hello",
                        () -> {
                            Exception thrown = clientThatIsAnswered(new byte[0]);
                            assertInstanceOf(SSLHandshakeException.class, thrown);
                            assertInstanceOf(EOFException.class, thrown.getCause());
                            return thrown;
                        },
                        FailureKind.PEER_CLOSED,
                        "none",
                        "Remote host terminated the handshake",
                        "the peer's TCP connection ended",
                        "this was after we sent ClientHello and received nothing"),
                FailureCase.of(
                        "the peer closed TCP in the middle of its flight",
                        TransportFailuresTest::cutOff,
                        FailureKind.PEER_CLOSED,
                        "none",
                        "after we sent ClientHello and received ServerHello"),
                FailureCase.of(
                        "the peer said close_notify behind our hello",
                        () -> clientThatIsAnswered(CLOSE_NOTIFY),
                        FailureKind.PEER_CLOSED,
                        "unexpected_message from us",
                        "the peer closed the connection in the middle of the handshake"),
                FailureCase.of(
                        "the transport of an engine ended",
                        () -> {
                            SSLEngine client = hello(Peers.HANDFAST);
                            hello(client);
                            return assertThrows(SSLException.class, client::closeInbound);
                        },
                        FailureKind.PEER_CLOSED,
                        "none",
                        "closing inbound before receiving peer's close_notify",
                        "after we sent ClientHello and received nothing"),
                FailureCase.of(
                        "timeout",
                        TransportFailuresTest::late,
                        FailureKind.TIMEOUT,
                        "none",
                        "Read timed out",
                        "after we sent ClientHello and received nothing",
                        "setSoTimeout"));
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                FailureCase.of(
                        "a record of the handshake does not decrypt",
                        () -> {
                            SSLEngine client = hello(Peers.HANDFAST);
                            byte[] answer = answer(hello(client));
                            answer[answer.length - 1] ^= 1;
                            return unwrap(client, answer);
                        },
                        FailureKind.RECORD_NOT_AUTHENTIC,
                        "bad_record_mac from us",
                        "a record from the peer does not authenticate",
                        "after we sent ClientHello and received"),
                FailureCase.of(
                        "a record of data does not decrypt",
                        () -> {
                            EnginePair pair = EnginePair.oursOpen();
                            byte[] data = pair.client.wrap("data".getBytes(US_ASCII));
                            data[data.length - 1] ^= 1;
                            return unwrap(pair.server.engine, data);
                        },
                        FailureKind.RECORD_NOT_AUTHENTIC,
                        "bad_record_mac from us",
                        "after the handshake was complete"),
                FailureCase.of(
                        "a record of ours did not decrypt at the peer",
                        () -> {
                            var pair =
                                    new EnginePair(Peers.HANDFAST, Peers.SUN_JSSE, BufferKind.HEAP, Integer.MAX_VALUE);
                            pair.handshake();
                            byte[] data = pair.client.wrap("data".getBytes(US_ASCII));
                            data[data.length - 1] ^= 1;
                            assertThrows(SSLException.class, () -> pair.carry(data, pair.server));
                            return unwrap(pair.client.engine, pair.server.wrap(new byte[0]));
                        },
                        FailureKind.RECORD_NOT_AUTHENTIC,
                        "bad_record_mac from the peer",
                        "the peer could not decrypt a record of ours",
                        "after the handshake was complete"),
                FailureCase.of(
                        "a message where none may come",
                        () -> {
                            SSLEngine client = hello(Peers.HANDFAST);
                            return unwrap(client, hello(client));
                        },
                        FailureKind.PEER_MISBEHAVED,
                        "unexpected_message from us",
                        "the peer sent ClientHello where ServerHello has to come"));
    }

    // ---- engines

    private static SSLEngine hello(Peers peer) {
        SSLEngine client = peer.context().createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        return client;
    }

    private static byte[] hello(SSLEngine client) throws SSLException {
        return wrapped(client);
    }

    /** The records of the JDK's server to {@code hello}, up to where it waits for the client. */
    private static byte[] answer(byte[] hello) throws SSLException {
        SSLEngine server = Peers.SUN_JSSE.context().createSSLEngine();
        server.setUseClientMode(false);
        server.unwrap(ByteBuffer.wrap(hello), ByteBuffer.allocate(1 << 15));
        runTasks(server);
        return wrapped(server);
    }

    /** The first record, and a part of the second. */
    private static byte[] half(byte[] records) {
        return Arrays.copyOf(records, RECORD + bodyLength(records) + 3);
    }

    private static byte[] wrapped(SSLEngine engine) throws SSLException {
        ByteBuffer all = ByteBuffer.allocate(1 << 16);
        int before;
        do {
            before = all.position();
            engine.wrap(ByteBuffer.allocate(0), all);
            runTasks(engine);
        } while (all.position() > before);
        byte[] bytes = new byte[all.position()];
        all.flip().get(bytes);
        return bytes;
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
            task.run();
        }
    }

    private static SSLException unwrap(SSLEngine engine, byte[] records) {
        ByteBuffer in = ByteBuffer.wrap(records);
        return assertThrows(SSLException.class, () -> {
            while (in.hasRemaining()) {
                engine.unwrap(in, ByteBuffer.allocate(1 << 15));
                runTasks(engine);
            }
            engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
        });
    }

    // ---- sockets

    private static Exception serverThatIsSent(String text) throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket peer = plain[0];
                var server =
                        (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(plain[1], null, true)) {
            peer.getOutputStream().write(text.getBytes(US_ASCII));
            return assertThrows(SSLException.class, server::startHandshake);
        }
    }

    /** The peer sends {@code answer}, whatever it hears, and nothing more. */
    private static Exception clientThatIsAnswered(byte[] answer) throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket peer = plain[1];
                SSLSocket client = client(plain[0])) {
            peer.getOutputStream().write(answer);
            peer.shutdownOutput();
            return assertThrows(SSLException.class, client::startHandshake);
        }
    }

    /** The peer answers the hello with a part of its flight. */
    private static Exception cutOff() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket peer = plain[1];
                SSLSocket client = client(plain[0])) {
            var answering = CompletableFuture.runAsync(() -> {
                try {
                    byte[] header = peer.getInputStream().readNBytes(RECORD);
                    byte[] hello = Arrays.copyOf(header, RECORD + bodyLength(header));
                    peer.getInputStream().readNBytes(hello, RECORD, hello.length - RECORD);
                    peer.getOutputStream().write(half(answer(hello)));
                    peer.shutdownOutput();
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            Exception thrown = assertThrows(SSLException.class, client::startHandshake);
            answering.get();
            return thrown;
        }
    }

    private static int bodyLength(byte[] header) {
        return (header[3] & 0xFF) << 8 | header[4] & 0xFF;
    }

    private static Exception late() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket peer = plain[1];
                SSLSocket client = client(plain[0])) {
            client.setSoTimeout(20);
            Exception first = assertThrows(SocketTimeoutException.class, client::startHandshake);
            assertEquals(
                    first.getMessage(),
                    assertThrows(SocketTimeoutException.class, client::startHandshake)
                            .getMessage(),
                    "it may be tried again");
            assertEquals(peer.getLocalPort(), client.getPort());
            return first;
        }
    }

    private static SSLSocket client(Socket over) throws IOException {
        return (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(over, "localhost", 1, true);
    }
}
