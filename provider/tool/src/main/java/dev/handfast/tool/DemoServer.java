package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.HandfastParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A web server of one page on loopback, one connection after the other. */
final class DemoServer implements AutoCloseable {
    private static final String PAGE = "<p>The agreement is sealed.</p>";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + PAGE.length() + "\r\nConnection: close\r\n\r\n" + PAGE;

    private final SSLServerSocket listening;
    private final DemoScene scene;

    DemoServer(SSLContext context, DemoScene scene) throws IOException {
        this.scene = scene;
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "demonstration server");
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

    private void serve() {
        for (int visit = 1; !listening.isClosed(); visit++) {
            try (SSLSocket socket = (SSLSocket) listening.accept()) {
                HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
                scene.prepareServer(parameters, visit);
                socket.setSSLParameters(parameters);
                answer(socket);
            } catch (IOException failed) {
                if (!listening.isClosed()) {
                    System.err.println("The demonstration's server lost a connection: " + failed);
                }
            }
        }
    }

    private void answer(SSLSocket socket) throws IOException {
        socket.startHandshake();
        if (!scene.takeEarlyRequest()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = in.readLine();
            while (line != null && !line.isEmpty()) { // a GET ends with an empty line
                line = in.readLine();
            }
        }
        OutputStream out = socket.getOutputStream();
        out.write(ANSWER.getBytes(US_ASCII));
        out.flush();
    }
}
