package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS comes and goes in a conversation that begins and ends in clear, as with LDAP, SMTP or FTP, and takes nothing of it. */
@Timeout(60)
class StartTlsTest {

    static Stream<Arguments> conversations() {
        return Stream.of("TLSv1.3", "TLSv1.2")
                .flatMap(protocol -> Stream.of(Peers.values())
                        .flatMap(client -> Stream.of(Peers.values())
                                .filter(server -> client == Peers.HANDFAST || server == Peers.HANDFAST)
                                .flatMap(server -> Stream.of(true, false)
                                        .map(clientEnds -> Arguments.of(protocol, client, server, clientEnds)))));
    }

    /** One side of the conversation, in clear and in TLS. */
    private record Side(Peers peers, String protocol, Socket plain, boolean client) {

        void say(String words) throws IOException {
            plain.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        }

        void hear(String words) throws IOException {
            byte[] heard = plain.getInputStream().readNBytes(words.length());
            assertEquals(words, new String(heard, StandardCharsets.US_ASCII));
        }

        SSLSocket startTls() throws IOException {
            SSLSocketFactory factory = peers.context().getSocketFactory();
            Socket inner = peers == Peers.HANDFAST ? new FramedSocket(plain) : plain;
            var tls = (SSLSocket)
                    (client
                            ? factory.createSocket(inner, "localhost", 1, false)
                            : factory.createSocket(inner, (InputStream) null, false));
            tls.setEnabledProtocols(new String[] {protocol});
            return tls;
        }

        /** The first to go. The JDK's close waits for the other's close_notify in TLS 1.2 only: it has to be read before. */
        void end(SSLSocket tls) throws IOException {
            if (peers == Peers.SUN_JSSE) {
                tls.shutdownOutput();
                assertEquals(-1, tls.getInputStream().read());
            }
            tls.close();
        }

        /** The last word in TLS, and the first behind it, leave at once. */
        void endTls(SSLSocket tls) throws IOException {
            tls.getOutputStream().write(EngineHandshakeTest.pattern(20_000));
            end(tls);
            say("in clear again");
            hear("likewise");
            assertFalse(plain.isClosed());
        }

        void hearTheEndOfTls(SSLSocket tls) throws IOException {
            assertArrayEquals(
                    EngineHandshakeTest.pattern(20_000), tls.getInputStream().readAllBytes());
            tls.close();
            hear("in clear again");
            say("likewise");
            assertFalse(plain.isClosed());
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void plainConversationGoesOnBehindTls(String protocol, Peers client, Peers server, boolean clientEnds)
            throws Exception {
        Socket[] plain = SocketPair.plain();
        try (var threads = SocketPair.ours();
                Socket near = plain[0];
                Socket far = plain[1]) {
            var asking = new Side(client, protocol, near, true);
            var answering = new Side(server, protocol, far, false);
            Future<?> other = threads.start(() -> {
                answering.hear("STARTTLS");
                answering.say("go on");
                SSLSocket tls = answering.startTls();
                tls.getOutputStream().write(tls.getInputStream().readNBytes(4));
                finish(answering, tls, !clientEnds);
                return null;
            });
            asking.say("STARTTLS");
            asking.hear("go on");
            SSLSocket tls = asking.startTls();
            tls.getOutputStream().write(new byte[] {1, 2, 3, 4});
            assertArrayEquals(new byte[] {1, 2, 3, 4}, tls.getInputStream().readNBytes(4));
            assertEquals(protocol, tls.getSession().getProtocol());
            finish(asking, tls, clientEnds);
            SocketPair.await(other);
        }
    }

    private static void finish(Side side, SSLSocket tls, boolean first) throws IOException {
        if (first) {
            side.endTls(tls);
        } else {
            side.hearTheEndOfTls(tls);
        }
    }
}
