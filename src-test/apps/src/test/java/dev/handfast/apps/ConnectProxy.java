package dev.handfast.apps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP proxy that knows CONNECT alone. */
final class ConnectProxy implements AutoCloseable {
    private static final Pattern CONNECT = Pattern.compile("CONNECT (\\S+):(\\d+) HTTP/1.1\r\n.*", Pattern.DOTALL);

    private final ServerSocket listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final AtomicInteger tunnels = new AtomicInteger();

    ConnectProxy() throws IOException {
        Background.run(() -> {
            while (true) {
                Socket client = listening.accept();
                Background.run(() -> serve(client));
            }
        });
    }

    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, listening.getLocalSocketAddress());
    }

    /** How many it opened. */
    int tunnels() {
        return tunnels.get();
    }

    private void serve(Socket client) throws IOException {
        Matcher request = CONNECT.matcher(head(client.getInputStream()));
        if (!request.matches()) {
            throw new IOException("not a CONNECT: " + request);
        }
        var server = new Socket(request.group(1), Integer.parseInt(request.group(2)));
        tunnels.incrementAndGet();
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        Background.run(() -> pump(server, client));
        pump(client, server);
    }

    /** Not a byte more than the head: the next one may be TLS. */
    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (OutputStream out = to.getOutputStream()) {
            from.getInputStream().transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
