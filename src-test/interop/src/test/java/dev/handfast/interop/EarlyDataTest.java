package dev.handfast.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handfast.EarlyData;
import dev.handfast.EarlyData.Outcome;
import dev.handfast.EarlyDataPolicy;
import dev.handfast.HandfastParameters;
import dev.handfast.ReplayFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Early data (RFC 9846 §2.3) with OpenSSL and GnuTLS, in both directions: what became of it is told by the peer itself. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EarlyDataTest {
    private static final String REQUEST = "an early request";
    private static final Exchange SHORT = Exchange.of(1000);
    private static final Terms TERMS = Terms.usual(Version.TLS_1_3);
    private static final int LIMIT = 1 << 14;

    @TempDir
    Path directory;

    private final Set<ByteBuffer> taken = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private enum Program {
        OPENSSL(
                // It prints the data past what it has not yet printed of its own words.
                Report.printed("(?s)\\A(?=.*" + REQUEST + ").*^Early data received:\\s+^End of early data"),
                Report.printed("^Early data was rejected"),
                Report.printed("^Early data was accepted"),
                Report.printed("^Early data was rejected")) {
            @Override
            Peer.Server server() {
                return OpenSsl.takingEarlyData(EarlyDataTest::talk, "-anti_replay");
            }

            @Override
            ProgramVisits visits(int port, Path directory, Path file) throws Exception {
                return OpenSsl.visitWithEarlyData(port, TERMS, directory, file);
            }
        },
        GNUTLS(
                Report.ofErrors("decrypted early data with length: " + REQUEST.length()),
                Report.ofErrors("Discarded early data"),
                Report.ofErrors("END OF EARLY DATA was queued"),
                Report.printed("This is a resumed session")) {
            @Override
            Peer.Server server() {
                return GnuTls.takingEarlyData();
            }

            @Override
            ProgramVisits visits(int port, Path directory, Path file) throws Exception {
                return GnuTls.visitWithEarlyData(port, TERMS, directory, file);
            }
        };

        private final Report takes;
        private final Report rejects;
        private final Report isTaken;
        private final Report isRejected;

        Program(Report takes, Report rejects, Report isTaken, Report isRejected) {
            this.takes = takes;
            this.rejects = rejects;
            this.isTaken = isTaken;
            this.isRejected = isRejected;
        }

        abstract Peer.Server server();

        abstract ProgramVisits visits(int port, Path directory, Path file) throws Exception;
    }

    @BeforeEach
    void requireHandfast() {
        assumeTrue(Ours.isHandfast(), "other providers have no early data");
    }

    // ---- our client

    /** A server that prints what comes besides, and sends what it finds on its standard input. */
    private static void talk(SSLSocket ours, PeerProcess program, Exchange exchange) throws Exception {
        Duplex.write(ours.getOutputStream(), "hello\n".getBytes(US_ASCII));
        program.printed().await(Pattern.compile("^hello$", Pattern.MULTILINE));
        Duplex.write(program.input(), "hello back\n".getBytes(US_ASCII));
        assertEquals("hello back\n", new String(ours.getInputStream().readNBytes(11), US_ASCII));
    }

    @ParameterizedTest
    @EnumSource
    void theirServerTakesIt(Program program) throws Exception {
        assertTaken(program.server(), program.takes);
    }

    @Test
    void anOpenSslThatRemembersNothingTakesIt() throws Exception {
        assertTaken(OpenSsl.takingEarlyData(EarlyDataTest::talk, "-no_anti_replay"), Program.OPENSSL.takes);
    }

    private void assertTaken(Peer.Server peer, Report report) throws Exception {
        Peers.require(peer);
        SSLContext context = Ours.context(Optional.empty());
        try (var server = (ProgramServer) peer.serve(TERMS, directory)) {
            assertEquals(Outcome.NOT_SENT, connect(server, server, context));
            assertEquals(Outcome.ACCEPTED, connect(server, server, context));
            report.await(server.program());
        }
    }

    /** It does not know the ticket, which is another's. */
    @ParameterizedTest
    @EnumSource
    void theirServerRejectsIt(Program program) throws Exception {
        Peers.require(program.server());
        SSLContext context = Ours.context(Optional.empty());
        try (var server = (ProgramServer) program.server().serve(TERMS, directory);
                var other = (ProgramServer) program.server().serve(TERMS, directory)) {
            assertEquals(Outcome.NOT_SENT, connect(server, server, context));
            assertEquals(Outcome.REJECTED, connect(other, server, context));
            program.rejects.await(other.program());
        }
    }

    /** A HelloRetryRequest; GnuTLS 3.7.9 would read the second hello with the keys of the early data, and gives up. */
    @Test
    void anOpenSslThatAsksAgainRejectsIt() throws Exception {
        Peer.Server peer = Program.OPENSSL.server();
        Peers.require(peer);
        SSLContext context = Ours.context(Optional.empty());
        Terms retried = TERMS.peer(TERMS.peer().with(Group.SECP384R1));
        try (var server = (ProgramServer) peer.serve(retried, directory)) {
            assertEquals(Outcome.NOT_SENT, connect(server, server, context));
            assertEquals(Outcome.REJECTED, connect(server, server, context));
            Program.OPENSSL.rejects.await(server.program());
        }
    }

    /** @param believed the server that the client takes it for */
    private static Outcome connect(ProgramServer server, ProgramServer believed, SSLContext context) throws Exception {
        EarlyData data = EarlyData.replayable(REQUEST.getBytes(US_ASCII));
        try (Tap tcp = server.dial();
                SSLSocket ours = Ours.client(context, tcp, believed.port(), TERMS)) {
            HandfastParameters parameters = HandfastParameters.copyOf(ours.getSSLParameters());
            parameters.setEarlyData(data);
            ours.setSSLParameters(parameters);
            ours.startHandshake();
            server.exchange(ours, SHORT);
            return data.outcome();
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(failure + "\nThe peer: " + server.account(), failure);
        }
    }

    // ---- our server

    @ParameterizedTest
    @EnumSource
    void ourServerTakesIt(Program program) throws Exception {
        serve(program, (id, sent) -> taken.add(ByteBuffer.wrap(id)), program.isTaken);
        assertEquals(REQUEST, read.toString(US_ASCII));
    }

    @ParameterizedTest
    @EnumSource
    void ourServerRejectsIt(Program program) throws Exception {
        serve(program, (id, sent) -> false, program.isRejected);
        assertEquals(0, read.size());
    }

    /** What a client has sent comes again, from somebody else. */
    @Test
    void ourServerTakesNoCopy() throws Exception {
        ReplayFilter filter = (id, sent) -> taken.add(ByteBuffer.wrap(id));
        SSLContext context = Ours.context(Optional.of(TERMS.server()));
        byte[] recorded = serve(Program.OPENSSL, context, filter, Program.OPENSSL.isTaken);
        assertEquals(REQUEST, read.toString(US_ASCII));
        try (ServerSocket listening = Tap.listen();
                Socket copier = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                SSLSocket ours = server((Tap) listening.accept(), context, filter)) {
            copier.getOutputStream().write(recorded);
            copier.shutdownOutput();
            assertThrows(IOException.class, ours::startHandshake);
        }
        assertEquals(REQUEST, read.toString(US_ASCII), "it was read twice");
    }

    private void serve(Program program, ReplayFilter filter, Report report) throws Exception {
        serve(program, Ours.context(Optional.of(TERMS.server())), filter, report);
    }

    /** What the client sent when it came again. */
    private byte[] serve(Program program, SSLContext context, ReplayFilter filter, Report report) throws Exception {
        Peers.require(program.server());
        Path file = Files.writeString(directory.resolve("request"), REQUEST);
        try (ServerSocket listening = Tap.listen();
                ProgramVisits visits = program.visits(listening.getLocalPort(), directory, file)) {
            try {
                attend(listening, visits, context, filter);
                visits.again();
                byte[] sent = attend(listening, visits, context, filter);
                report.await(visits.last());
                return sent;
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(failure + "\nThe peer: " + visits.account(), failure);
            }
        }
    }

    private byte[] attend(ServerSocket listening, Visits visits, SSLContext context, ReplayFilter filter)
            throws Exception {
        try (Tap tcp = Duplex.await(Duplex.run(() -> (Tap) listening.accept()));
                SSLSocket ours = server(tcp, context, filter)) {
            ours.startHandshake();
            visits.attend(ours);
            return tcp.receivedBytes();
        }
    }

    private SSLSocket server(Tap tcp, SSLContext context, ReplayFilter filter) throws Exception {
        SSLSocket ours = Ours.server(context, tcp, TERMS);
        HandfastParameters parameters = HandfastParameters.copyOf(ours.getSSLParameters());
        parameters.setEarlyDataPolicy(new EarlyDataPolicy(LIMIT, filter, (session, data) -> read.writeBytes(data)));
        ours.setSSLParameters(parameters);
        return ours;
    }
}
