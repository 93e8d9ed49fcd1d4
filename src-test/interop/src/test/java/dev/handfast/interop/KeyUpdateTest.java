package dev.handfast.interop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * KeyUpdates in both directions, as OpenSSL's {@code -msg} tells of them: {@code K} makes its programs send one that asks for ours,
 * {@code k} one that does not.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyUpdateTest {
    private static final Pattern RECEIVED = Pattern.compile("<<< TLS 1.3, Handshake \\[length 0005\\], KeyUpdate");
    private static final Pattern SENT = Pattern.compile(">>> TLS 1.3, Handshake \\[length 0005\\], KeyUpdate");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"K", "k"})
    void aServersUpdateIsFollowed(String command) throws Exception {
        withServer((ours, peer) -> assertUpdateIsFollowed(command, ours, peer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"K", "k"})
    void aClientsUpdateIsFollowed(String command) throws Exception {
        withClient((ours, peer) -> assertUpdateIsFollowed(command, ours, peer));
    }

    private static void assertUpdateIsFollowed(String command, SSLSocket ours, PeerProcess peer) throws Exception {
        Duplex.write(peer.input(), bytes(command + "\n"));
        peer.printed().await(SENT);
        Duplex.write(peer.input(), bytes("under new keys\n"));
        Exchange.assertSame(bytes("under new keys\n"), ours.getInputStream().readNBytes(15), "from the peer");
        Duplex.write(ours.getOutputStream(), bytes("as well\n"));
        peer.printed().await(Pattern.compile("^as well$", Pattern.MULTILINE));
        if (command.equals("K")) {
            peer.printed().await(RECEIVED);
        }
    }

    @Test
    void aServerFollowsOurUpdateAndSendsItsOwn() throws Exception {
        withServer(KeyUpdateTest::assertOursIsFollowed);
    }

    @Test
    void aClientFollowsOurUpdateAndSendsItsOwn() throws Exception {
        withClient(KeyUpdateTest::assertOursIsFollowed);
    }

    private static void assertOursIsFollowed(SSLSocket ours, PeerProcess peer) throws Exception {
        ours.startHandshake();
        Duplex.write(ours.getOutputStream(), bytes("under new keys\n"));
        peer.printed().await(RECEIVED);
        peer.printed().await(Pattern.compile("^under new keys$", Pattern.MULTILINE));
        // OpenSSL's own update goes out before what it writes next.
        Duplex.write(peer.input(), bytes("as well\n"));
        Exchange.assertSame(bytes("as well\n"), ours.getInputStream().readNBytes(8), "from the peer");
        peer.printed().await(SENT);
    }

    /** Two ends of one connection. */
    private interface Script {
        void play(SSLSocket ours, PeerProcess peer) throws Exception;
    }

    private void withServer(Script script) throws Exception {
        play(Case.Role.SERVER, script);
    }

    private void withClient(Script script) throws Exception {
        play(Case.Role.CLIENT, script);
    }

    private void play(Case.Role role, Script script) throws Exception {
        Exchange nothing = Exchange.of(0);
        new Case(
                        OpenSsl.verbose((ours, program, exchange) -> script.play(ours, program)),
                        role,
                        "KeyUpdate",
                        Terms.usual(Version.TLS_1_3))
                .connect(directory, nothing, (ours, peer, negotiation) -> peer.exchange(ours, nothing));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
