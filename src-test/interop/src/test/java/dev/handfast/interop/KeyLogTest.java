package dev.handfast.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handfast.EarlyData;
import dev.handfast.EarlyDataPolicy;
import dev.handfast.HandfastContext;
import dev.handfast.HandfastParameters;
import dev.handfast.KeyLog;
import dev.handfast.explain.KeyLogFile;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wireshark decrypts what was captured of our connections with the key log of either side, and without it nothing. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyLogTest {
    private static final String REQUEST = "GET /asked-in-secret HTTP/1.0\r\n\r\n";
    private static final String EARLY = "GET /asked-early HTTP/1.0\r\n\r\n";
    private static final String ANSWER = "HTTP/1.0 200 answered-in-secret\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    Path directory;

    private SSLContext client;
    private SSLContext server;

    /** Which side keeps the log. */
    private enum Keeper {
        CLIENT,
        SERVER
    }

    @BeforeEach
    void requireHandfastAndWireshark() {
        assumeTrue(Ours.isHandfast(), "other providers have no key log");
        Peers.require(Peer.missing("tshark"));
    }

    @ParameterizedTest
    @EnumSource
    void tls13(Keeper keeper) throws Exception {
        assertDecrypted(Terms.usual(Version.TLS_1_3), keeper);
    }

    @ParameterizedTest
    @EnumSource
    void tls12(Keeper keeper) throws Exception {
        assertDecrypted(Terms.usual(Version.TLS_1_2), keeper);
    }

    /** The server asks for another key share: the secrets belong to the random value that both hellos have. */
    @ParameterizedTest
    @EnumSource
    void afterAHelloRetryRequest(Keeper keeper) throws Exception {
        Terms usual = Terms.usual(Version.TLS_1_3);
        assertDecrypted(usual.peer(usual.peer().with(Group.SECP384R1)), keeper);
    }

    /** Wireshark need not know the group: the log has what comes of it. */
    @ParameterizedTest
    @EnumSource
    void hybrid(Keeper keeper) throws Exception {
        Terms usual = Terms.usual(Version.TLS_1_3);
        assertDecrypted(
                usual.ours(usual.ours().with(Group.X25519_MLKEM768))
                        .peer(usual.peer().with(Group.X25519_MLKEM768)),
                keeper);
    }

    @ParameterizedTest
    @EnumSource
    void resumed(Version version) throws Exception {
        Terms terms = Terms.usual(version);
        begin(terms);
        talk(terms, Optional.empty());
        for (Keeper keeper : Keeper.values()) {
            Capture capture = logged(terms, keeper, Optional.empty());
            assertTrue(
                    capture.handshakeTypes().stream().noneMatch("11"::equals),
                    "a resumed handshake shows no certificate");
            assertShown(capture, List.of("/asked-in-secret"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void earlyData(Keeper keeper) throws Exception {
        Terms terms = Terms.usual(Version.TLS_1_3);
        begin(terms);
        talk(terms, Optional.empty());
        EarlyData early = EarlyData.replayable(EARLY.getBytes(US_ASCII));
        Capture capture = logged(terms, keeper, Optional.of(early));
        assertEquals(EarlyData.Outcome.ACCEPTED, early.outcome());
        assertShown(capture, List.of("/asked-early", "/asked-in-secret"));
    }

    @Test
    void withoutTheLogNothingIsShown() throws Exception {
        Terms terms = Terms.usual(Version.TLS_1_3);
        begin(terms);
        Capture capture = talk(terms, Optional.empty());
        assertEquals(List.of(), capture.requests(directory.resolve("no-log")));
    }

    private void assertDecrypted(Terms terms, Keeper keeper) throws Exception {
        begin(terms);
        assertShown(logged(terms, keeper, Optional.empty()), List.of("/asked-in-secret"));
    }

    private void assertShown(Capture capture, List<String> requests) throws Exception {
        Path log = directory.resolve("keys.log");
        assertEquals(requests, capture.requests(log));
        assertEquals(List.of("answered-in-secret"), capture.answers(log));
    }

    private void begin(Terms terms) throws Exception {
        client = Ours.context(Optional.empty(), terms.ours().groups().toArray(Group[]::new));
        server = Ours.context(Optional.of(terms.server()), terms.peer().groups().toArray(Group[]::new));
    }

    private Capture logged(Terms terms, Keeper keeper, Optional<EarlyData> early) throws Exception {
        HandfastContext kept = HandfastContext.of(keeper == Keeper.CLIENT ? client : server);
        try (KeyLogFile log = KeyLogFile.open(directory.resolve("keys.log"))) {
            kept.setKeyLog(log);
            return talk(terms, early);
        } finally {
            kept.setKeyLog(KeyLog.OFF);
        }
    }

    /** A request and an answer, and whatever early data was sent before. */
    private Capture talk(Terms terms, Optional<EarlyData> early) throws Exception {
        try (ServerSocket listening = Tap.listen();
                Tap tcp = new Tap()) {
            Future<Capture> serving = Duplex.run(() -> serve(listening, terms));
            tcp.connect(listening.getLocalSocketAddress());
            try (SSLSocket socket = Ours.client(client, tcp, 443, terms)) {
                HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
                early.ifPresent(parameters::setEarlyData);
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                Duplex.write(socket.getOutputStream(), REQUEST.getBytes(US_ASCII));
                assertEquals(ANSWER, new String(socket.getInputStream().readAllBytes(), US_ASCII));
            }
            return Duplex.await(serving);
        }
    }

    private Capture serve(ServerSocket listening, Terms terms) throws Exception {
        try (Tap tcp = (Tap) listening.accept();
                SSLSocket socket = Ours.server(server, tcp, terms.ours(terms.peer()))) {
            HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
            parameters.setEarlyDataPolicy(new EarlyDataPolicy(1 << 14, (id, sent) -> true, (session, data) -> {}));
            socket.setSSLParameters(parameters);
            assertEquals(REQUEST, new String(socket.getInputStream().readNBytes(REQUEST.length()), US_ASCII));
            Duplex.write(socket.getOutputStream(), ANSWER.getBytes(US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
            return new Capture(directory, tcp.pieces());
        }
    }
}
