package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three server JVMs share the files of their ticket keys: unchanged applications, told of them by a property. OpenSSL's client says
 * whether a session was reused, and under which key its new ticket is sealed, since a ticket begins with the name of its key.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FleetTest {
    private static final int SERVERS = 3;
    private static final int KEY_FILE = 80;
    private static final int NAME = 16;
    private static final byte[] REQUEST = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern REUSED = Pattern.compile("^(New|Reused), TLSv1\\.[23]", Pattern.MULTILINE);
    private static final Pattern TICKET = Pattern.compile("^ +0000 - ((?:[0-9a-f]{2}[ -]){16})", Pattern.MULTILINE);

    @TempDir
    Path directory;

    private Path first;
    private Path second;
    private Path third;
    private final List<PeerProcess> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Ours.isHandfast(), "other providers have no such keys");
        Peers.require(Peer.missing("openssl"));
        first = directory.resolve("first.key");
        second = directory.resolve("second.key");
        third = directory.resolve("third.key");
        write(first, key('a'));
        write(second, key('b'));
        write(third, key('b'));
        Identity identity = Pki.TRUSTED.server(KeyKind.ECDSA_P256);
        for (int number = 0; number < SERVERS; number++) {
            servers.add(UnchangedJvm.serve(
                    directory, identity, List.of("-Ddev.handfast.ticketKeys=" + first + "," + second + "," + third)));
        }
        for (PeerProcess server : servers) {
            ports.add(UnchangedJvm.port(server));
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(PeerProcess::close);
    }

    private static byte[] key(char filling) {
        byte[] content = new byte[KEY_FILE];
        Arrays.fill(content, (byte) filling);
        return content;
    }

    private static void write(Path file, byte[] content) throws Exception {
        write(file, content, "rw-------");
    }

    /** Whoever looks at the file sees what was there or what is there now. */
    private static void write(Path file, byte[] content, String permissions) throws Exception {
        Path next = Files.write(file.resolveSibling("next"), content);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(permissions));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What OpenSSL's client says of a connection, in which it got an answer. */
    private String connect(Version version, int port, Path sessionIn, Path sessionOut) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-ign_eof"));
        command.addAll(List.of(version == Version.TLS_1_3 ? "-tls1_3" : "-tls1_2", "-servername", Pki.HOST));
        command.addAll(List.of("-sess_out", sessionOut.toString()));
        if (sessionIn != null) {
            command.addAll(List.of("-sess_in", sessionIn.toString()));
        }
        try (PeerProcess client = PeerProcess.start(directory, command)) {
            Duplex.write(client.input(), REQUEST);
            String said = client.printed().awaitEnd();
            assertTrue(said.contains("served by dev.handfast."), client::description);
            return said;
        }
    }

    private static boolean isReused(String said) {
        Matcher found = REUSED.matcher(said);
        assertTrue(found.find(), said);
        return found.group(1).equals("Reused");
    }

    /** What fills the key that its last ticket was sealed with. */
    private static char sealedWith(String said) {
        List<String> names =
                TICKET.matcher(said).results().map(found -> found.group(1)).toList();
        assertTrue(!names.isEmpty(), said);
        byte[] name = HexFormat.of().parseHex(names.get(names.size() - 1).replaceAll("[ -]", ""));
        assertArrayEquals(Arrays.copyOf(key((char) name[0]), NAME), name);
        return (char) name[0];
    }

    @ParameterizedTest
    @EnumSource
    void aSessionOfOneServerIsReusedByAll(Version version) throws Exception {
        Path session = directory.resolve("session.pem");
        Path next = directory.resolve("next.pem");
        String said = connect(version, ports.get(0), null, session);
        assertEquals(false, isReused(said));
        assertEquals('a', sealedWith(said));
        for (int port : ports) {
            assertTrue(isReused(connect(version, port, session, next)), "port " + port);
        }
        // What it got by resuming is good as well, where the version has a server give a new one.
        assertTrue(isReused(connect(version, ports.get(1), Files.exists(next) ? next : session, session)));
    }

    /** First every server opens with the new key, and then it seals. Meanwhile our client connects to one after the other. */
    @ParameterizedTest
    @EnumSource
    void aRollLosesNoConnection(Version version) throws Exception {
        Path old = directory.resolve("old.pem");
        Path unused = directory.resolve("unused.pem");
        connect(version, ports.get(0), null, old);
        try (var balancer = new Balancer(ports)) {
            SSLContext context = Ours.context(Optional.empty());
            assertTrue(!isResumed(context, version, balancer.port()));
            write(third, key('c'));
            for (PeerProcess server : servers) {
                while (!server.errors().toString().contains("ticket key " + "63".repeat(NAME))) {
                    assertTrue(isResumed(context, version, balancer.port()));
                }
            }
            write(second, key('a'));
            write(first, key('c'));
            for (int port : ports) {
                while (sealedWith(connect(version, port, null, unused)) != 'c') {
                    assertTrue(isResumed(context, version, balancer.port()));
                }
            }
            for (int turn = 0; turn < SERVERS; turn++) {
                assertTrue(isResumed(context, version, balancer.port()));
            }
        }
        for (int port : ports) {
            assertTrue(isReused(connect(version, port, old, unused)), "the old key opens on " + port);
        }
    }

    @Test
    void brokenFilesLeaveTheKeysInForceAndAreTold() throws Exception {
        Path session = directory.resolve("session.pem");
        Path unused = directory.resolve("unused.pem");
        for (int port : ports) { // the files are read when they are first needed
            connect(Version.TLS_1_3, port, null, session);
        }
        write(first, new byte[] {1, 2, 3});
        assertAllGoOnAndTell(session, unused, Pattern.quote(first.toString()) + " has 3 bytes and not 48 or 80");
        write(first, key('d'), "rw-r--r--");
        assertAllGoOnAndTell(session, unused, Pattern.quote(first.toString()) + " can be read or written by everybody");
        Files.delete(first);
        assertAllGoOnAndTell(session, unused, Pattern.quote(first.toString()) + " does not exist");
    }

    private void assertAllGoOnAndTell(Path session, Path unused, String warning) throws Exception {
        Pattern told = Pattern.compile(warning);
        for (int number = 0; number < SERVERS; number++) {
            PeerProcess server = servers.get(number);
            String said;
            do {
                said = connect(Version.TLS_1_3, ports.get(number), session, unused);
                assertTrue(isReused(said), said);
                assertEquals('a', sealedWith(said));
            } while (!told.matcher(server.errors().toString()).find());
        }
    }

    /** Whether a connection of ours is resumed: the server's Certificate is missing. It asks for an answer, and gets it. */
    private static boolean isResumed(SSLContext context, Version version, int port) throws Exception {
        var heard = new ArrayList<String>();
        var tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, Pki.HOST, port, true)) {
            HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {version.toString()});
            parameters.setHandshakeListener(event -> {
                if (event instanceof HandshakeEvent.MessageReceived received) {
                    heard.add(received.message().name());
                }
            });
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) Transcript.PATIENCE.toMillis());
            Duplex.write(socket.getOutputStream(), REQUEST);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.contains("served by dev.handfast."), answer);
        }
        return !heard.contains("Certificate");
    }
}
