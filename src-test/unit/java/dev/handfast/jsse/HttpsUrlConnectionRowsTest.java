package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's own client over HTTP, which tells a socket that is not the JDK's less than one that is. */
@Timeout(60)
class HttpsUrlConnectionRowsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final TestAuthority authority = new TestAuthority("authority");
    private final SSLContext client = Contexts.ours(null, authority.trustManager());
    private final SSLContext server = Contexts.of(
            Contexts.SUN,
            TestAuthority.keyManagers(
                    "SunX509",
                    authority
                            .leaf()
                            .host("localhost")
                            .host("front.example")
                            .address("127.0.0.1")
                            .issue()),
            authority.trustManagers("PKIX"));

    /** Answers one request, and tells which names were asked for. */
    private List<SNIServerName> answer(ServerSocket listener) throws IOException {
        try (var accepted = (SSLSocket) listener.accept()) {
            head(accepted);
            say(accepted, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            return ((ExtendedSSLSession) accepted.getSession()).getRequestedServerNames();
        }
    }

    private static String head(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String first = reader.readLine();
        for (String line = first; line != null && !line.isEmpty(); ) {
            line = reader.readLine();
        }
        return first;
    }

    private static void say(Socket socket, String words) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(words.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private SSLServerSocket listener() throws IOException {
        return (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 5, LOOPBACK);
    }

    private HttpsURLConnection open(String host, int port, Proxy proxy, boolean ownVerifier) throws IOException {
        var connection = (HttpsURLConnection)
                URI.create("https://" + host + ":" + port + "/").toURL().openConnection(proxy);
        connection.setSSLSocketFactory(client.getSocketFactory());
        if (ownVerifier) { // then the JDK sets no parameters at all
            connection.setHostnameVerifier((name, session) -> name.equals(host));
        }
        return connection;
    }

    private static List<SNIServerName> names(String name) {
        return name == null ? List.of() : List.of(new SNIHostName(name));
    }

    @ParameterizedTest
    @CsvSource({"localhost, true", "localhost, false", "127.0.0.1, true", "127.0.0.1, false"})
    void J1_neitherAddressesNorBareNamesAreSent(String host, boolean ownVerifier) throws Exception {
        try (var threads = SocketPair.ours();
                SSLServerSocket listener = listener()) {
            Future<List<SNIServerName>> asked = threads.start(() -> answer(listener));
            var connection = open(host, listener.getLocalPort(), Proxy.NO_PROXY, ownVerifier);
            assertEquals(204, connection.getResponseCode());
            // The JDK names a host itself where it verifies, and a name without a dot is one.
            List<SNIServerName> expected = names(host.equals("localhost") && !ownVerifier ? host : null);
            assertEquals(expected, SocketPair.await(asked));
        }
    }

    /** The tunnel's socket is given to the factory together with the name of the host behind it. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void J3_nameOfTheHostBehindAProxyIsSentAndChecked(boolean ownVerifier) throws Exception {
        try (var threads = SocketPair.ours();
                SSLServerSocket listener = listener();
                var proxy = new ServerSocket(0, 5, LOOPBACK)) {
            Future<List<SNIServerName>> asked = threads.start(() -> answer(listener));
            Future<String> tunnel = threads.start(() -> tunnel(proxy, listener, threads));
            var connection = open(
                    "front.example",
                    443,
                    new Proxy(Proxy.Type.HTTP, new InetSocketAddress(LOOPBACK, proxy.getLocalPort())),
                    ownVerifier);
            assertEquals(204, connection.getResponseCode());
            assertEquals(names("front.example"), SocketPair.await(asked));
            assertEquals("CONNECT front.example:443 HTTP/1.1", SocketPair.await(tunnel));
        }
    }

    /** Carries the bytes of one connection, and returns what it was asked for. */
    private static String tunnel(ServerSocket proxy, ServerSocket target, SocketPair threads) throws Exception {
        try (Socket near = proxy.accept()) {
            String asked = head(near);
            try (var far = new Socket(LOOPBACK, target.getLocalPort())) {
                say(near, "HTTP/1.1 200 Connection established\r\n\r\n");
                Future<?> there = threads.start(() -> carry(near, far));
                carry(far, near);
                SocketPair.await(there);
            }
            return asked;
        }
    }

    private static Void carry(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (SocketException gone) {
            from.close(); // Who has his answer leaves, and so may the other.
        }
        return null;
    }

    @Test
    void J1_hostOfConnectIsThePeerWithoutAskingANameService() throws Exception {
        try (var threads = SocketPair.ours();
                SSLServerSocket listener = listener();
                Socket made = client.getSocketFactory().createSocket()) {
            Future<List<SNIServerName>> asked = threads.start(() -> answer(listener));
            SSLSocket socket = assertInstanceOf(SSLSocket.class, made);
            InetAddress named = InetAddress.getByAddress("front.example.", new byte[] {127, 0, 0, 1});
            socket.connect(new InetSocketAddress(named, listener.getLocalPort()), 5000);
            say(socket, "GET / HTTP/1.1\r\n\r\n");
            assertEquals("HTTP/1.1 204 No Content", head(socket));
            assertEquals("front.example.", socket.getSession().getPeerHost());
            assertEquals(names("front.example"), SocketPair.await(asked));
        }
    }
}
