package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys from elsewhere (RFC 9846 §4.3.11) with OpenSSL and GnuTLS. No server here has a certificate, so a connection that comes about is
 * the proof that both sides used the key.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExternalPskTest {
    private static final int SERVER_HELLO = 2;
    private static final String IDENTITY = "meter";
    private static final byte[] KEY = filled(32, 0x4B);
    private static final Exchange EXCHANGE = Exchange.of(1000);

    @TempDir
    Path directory;

    private enum Program {
        OPENSSL("openssl") {
            @Override
            List<String> server(int port, byte[] key, Optional<Group> group, Path directory) {
                var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port));
                command.addAll(List.of("-nocert", "-quiet", "-tls1_3"));
                command.addAll(key(key));
                group.ifPresent(only -> command.addAll(List.of("-groups", only.openSsl)));
                return command;
            }

            @Override
            List<String> client(int port, byte[] key, Path directory) {
                var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
                command.addAll(List.of("-quiet", "-tls1_3"));
                command.addAll(key(key));
                return command;
            }

            private List<String> key(byte[] key) {
                return List.of("-psk_identity", IDENTITY, "-psk", HexFormat.of().formatHex(key));
            }
        },
        GNUTLS("gnutls-serv", "gnutls-cli") {
            @Override
            List<String> server(int port, byte[] key, Optional<Group> group, Path directory) throws Exception {
                Path passwords = Files.writeString(
                        directory.resolve("psk.txt"),
                        IDENTITY + ":" + HexFormat.of().formatHex(key) + "\n");
                return List.of(
                        "gnutls-serv",
                        "--echo",
                        "--port",
                        Integer.toString(port),
                        "--pskpasswd",
                        passwords.toString(),
                        "--priority",
                        priority(group));
            }

            @Override
            List<String> client(int port, byte[] key, Path directory) {
                return List.of(
                        "gnutls-cli",
                        "--port",
                        Integer.toString(port),
                        "--pskusername",
                        IDENTITY,
                        "--pskkey",
                        HexFormat.of().formatHex(key),
                        "--logfile",
                        directory.resolve("gnutls-cli.log").toString(),
                        "--priority",
                        priority(Optional.empty()),
                        "127.0.0.1");
            }

            private String priority(Optional<Group> group) {
                return "NORMAL:-VERS-ALL:+VERS-TLS1.3:-KX-ALL:+ECDHE-PSK:+DHE-PSK"
                        + group.map(only -> ":-GROUP-ALL:+" + only.gnuTls).orElse("");
            }
        };

        private final List<String> programs;

        Program(String... programs) {
            this.programs = List.of(programs);
        }

        abstract List<String> server(int port, byte[] key, Optional<Group> group, Path directory) throws Exception;

        abstract List<String> client(int port, byte[] key, Path directory) throws Exception;

        /** What arrives where goes through its standard streams, but for GnuTLS's server, which sends it back. */
        void exchange(SSLSocket ours, PeerProcess program) throws Exception {
            if (this == GNUTLS && ours.getUseClientMode()) {
                Duplex.write(ours.getOutputStream(), EXCHANGE.toPeer());
                byte[] back = ours.getInputStream().readNBytes(EXCHANGE.toPeer().length);
                Exchange.assertSame(EXCHANGE.toPeer(), back, "to the peer and back");
            } else {
                Talk.piped(ours, program, EXCHANGE);
            }
        }
    }

    @BeforeEach
    void requireHandfast() {
        assumeTrue(Ours.isHandfast(), "other providers have no such keys");
    }

    private static byte[] filled(int length, int filling) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) filling);
        return bytes;
    }

    private static Stream<Arguments> cases() {
        return Stream.of(Program.values())
                .flatMap(program -> Stream.of(Arguments.of(program, false), Arguments.of(program, true)));
    }

    /** @param retried the server wants another group than the client has a share of: a HelloRetryRequest comes between */
    @ParameterizedTest
    @MethodSource("cases")
    void ourClientAndTheirServer(Program program, boolean retried) throws Exception {
        Optional<Group> group = retried ? Optional.of(Group.SECP384R1) : Optional.empty();
        try (ProgramServer server = server(program, KEY, group);
                Tap tcp = server.dial();
                SSLSocket ours = client(tcp)) {
            assertWorks(program, ours, server.program());
            assertHellos(retried, tcp.received());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theirClientAndOurServer(Program program, boolean retried) throws Exception {
        Peers.require(Peer.missing(program.programs.toArray(String[]::new)));
        try (ServerSocket listening = Tap.listen();
                PeerProcess client =
                        PeerProcess.start(directory, program.client(listening.getLocalPort(), KEY, directory));
                Tap tcp = accept(listening);
                SSLSocket ours = server(tcp, retried)) {
            assertWorks(program, ours, client);
            assertHellos(retried, tcp.sent());
        }
    }

    /** A HelloRetryRequest is a ServerHello on the wire (RFC 9846 §4.2.4). */
    private static void assertHellos(boolean retried, Plaintext ofServer) {
        long hellos = ofServer.messages().stream()
                .filter(message -> message.type() == SERVER_HELLO)
                .count();
        assertEquals(retried ? 2 : 1, hellos);
    }

    private static void assertWorks(Program program, SSLSocket ours, PeerProcess theirs) throws Exception {
        var verified = new ArrayList<String>();
        HandfastParameters parameters = HandfastParameters.copyOf(ours.getSSLParameters());
        parameters.setHandshakeListener(event -> {
            if (event instanceof HandshakeEvent.PeerVerified peer) {
                verified.add(peer.toString());
            }
        });
        ours.setSSLParameters(parameters);
        try {
            ours.startHandshake();
            program.exchange(ours, theirs);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(theirs.description(), failure);
        }
        assertEquals("TLSv1.3", ours.getSession().getProtocol());
        assertThrows(SSLPeerUnverifiedException.class, ours.getSession()::getPeerCertificates);
        if (ours.getUseClientMode()) {
            assertTrue(verified.get(0).contains("pre-shared key \"" + IDENTITY + "\""), verified::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theirServerRefusesAnotherKey(Program program) throws Exception {
        try (ProgramServer server = server(program, filled(32, 1), Optional.empty());
                Tap tcp = server.dial();
                SSLSocket ours = client(tcp)) {
            assertThrows(SSLHandshakeException.class, ours::startHandshake);
        }
    }

    private static Stream<Program> programs() {
        return Stream.of(Program.values());
    }

    @Test
    void ourServerRefusesAnotherKeyByTheAlertOfTheStandard() throws Exception {
        Peers.require(Peer.missing("openssl"));
        try (ServerSocket listening = Tap.listen();
                PeerProcess client = PeerProcess.start(
                        directory, Program.OPENSSL.client(listening.getLocalPort(), filled(32, 1), directory));
                Tap tcp = accept(listening);
                SSLSocket ours = server(tcp, false)) {
            assertThrows(SSLHandshakeException.class, ours::startHandshake);
            client.errors().await(Pattern.compile("alert decrypt error"));
        }
    }

    private ProgramServer server(Program program, byte[] key, Optional<Group> group) throws Exception {
        Peers.require(Peer.missing(program.programs.toArray(String[]::new)));
        // The commands have to be made before the port is known, and writing files may fail.
        List<String> command = program.server(0, key, group, directory);
        return new ProgramServer(
                directory,
                port -> command.stream()
                        .map(part -> part.equals("0") ? Integer.toString(port) : part.replace(":0", ":" + port))
                        .toList(),
                (ours, theirs, exchange) -> program.exchange(ours, theirs));
    }

    private static Tap accept(ServerSocket listening) throws Exception {
        Future<Tap> accepting = Duplex.run(() -> (Tap) listening.accept());
        return Duplex.await(accepting);
    }

    private static PskSource source() {
        return PskSource.of(PskCredential.of(IDENTITY.getBytes(StandardCharsets.US_ASCII), KEY, HashAlgorithm.SHA_256));
    }

    private static SSLSocket client(Tap tcp) throws Exception {
        SSLSocket socket = (SSLSocket) Ours.context(Optional.empty())
                .getSocketFactory()
                .createSocket(tcp, InetAddress.getLoopbackAddress().getHostName(), tcp.getPort(), true);
        HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
        parameters.setPskSource(source());
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLSocket server(Tap tcp, boolean retrying) throws Exception {
        SSLSocket socket =
                (SSLSocket) Ours.context(Optional.empty()).getSocketFactory().createSocket(tcp, null, true);
        HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
        parameters.setPskSource(source());
        if (retrying) {
            parameters.setNamedGroups(new String[] {"secp384r1"});
        }
        socket.setSSLParameters(parameters);
        return socket;
    }
}
