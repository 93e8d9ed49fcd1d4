package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A web server of one page on loopback, one connection after the other. The first handshake is told to a listener. */
final class DemoServer implements AutoCloseable {
    private static final String PAGE = "<p>The agreement is sealed.</p>";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + PAGE.length() + "\r\nConnection: close\r\n\r\n" + PAGE;

    private final SSLServerSocket listening;

    DemoServer(SSLContext context, HandshakeListener listener) throws IOException {
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> serve(listener), "demonstration server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void serve(HandshakeListener first) {
        HandshakeListener listener = first;
        while (!listening.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listening.accept()) {
                HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
                parameters.setHandshakeListener(listener);
                listener = HandshakeListener.SILENT;
                socket.setSSLParameters(parameters);
                answer(socket);
            } catch (IOException failed) {
                if (!listening.isClosed()) {
                    System.err.println("The demonstration's server lost a connection: " + failed);
                }
            }
        }
    }

    private static void answer(SSLSocket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) { // a GET ends with an empty line
            line = in.readLine();
        }
        OutputStream out = socket.getOutputStream();
        out.write(ANSWER.getBytes(US_ASCII));
        out.flush();
    }
}
