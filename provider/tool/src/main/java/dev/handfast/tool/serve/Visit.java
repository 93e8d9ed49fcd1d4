package dev.handfast.tool.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.HandfastParameters;
import dev.handfast.explain.Side;
import dev.handfast.explain.Trace;
import dev.handfast.tool.page.JsonTeller;
import dev.handfast.tool.page.PageTeller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One connection, whose handshake is what it is asked for. Used by one thread. */
final class Visit {
    private final SSLSocket socket;
    private final Limits limits;
    private final Consumer<String> tell;
    private final Trace trace = new Trace("your browser", "this server");

    Visit(SSLSocket socket, Limits limits, Consumer<String> tell) {
        this.socket = socket;
        this.limits = limits;
        this.tell = tell;
    }

    /** Shakes hands, and answers until there is no more to answer. */
    void receive() throws IOException {
        String visitor = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
        socket.setSoTimeout(Math.toIntExact(limits.silence().toMillis()));
        HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
        parameters.setHandshakeListener(trace.side(Side.SERVER));
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException failed) {
            tell.accept(visitor + ": no handshake: " + failed.getMessage());
            return;
        }
        SSLSession session = socket.getSession();
        tell.accept(visitor + ": " + session.getProtocol() + ", " + session.getCipherSuite());
        answerAll();
    }

    private void answerAll() throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean more = true;
        for (int requests = 1; more; requests++) {
            Optional<RequestHead> request;
            try {
                request = RequestHead.read(in, limits.headBytes());
            } catch (RequestHead.Refused refused) {
                send(refused.status(), "text/plain", refused.getMessage(), false, true);
                return;
            }
            if (request.isEmpty()) {
                return;
            }
            more = request.get().keepAlive() && requests < limits.requests();
            answer(request.get(), more);
        }
    }

    private void answer(RequestHead request, boolean more) throws IOException {
        boolean withBody = !request.method().equals("HEAD");
        if (withBody && !request.method().equals("GET")) {
            send(405, "text/plain", "there is nothing here but to look at", more, true);
            return;
        }
        switch (request.path()) {
            case "/" -> send(200, "text/html", told(PageTeller::write), more, withBody);
            case "/trace.json" -> send(200, "application/json", told(JsonTeller::write), more, withBody);
            default -> send(404, "text/plain", "here are / and /trace.json", more, withBody);
        }
    }

    private interface Teller {
        void write(Trace trace, Writer out) throws IOException;
    }

    private String told(Teller teller) throws IOException {
        var out = new StringWriter();
        teller.write(trace, out);
        return out.toString();
    }

    private void send(int status, String type, String body, boolean more, boolean withBody) throws IOException {
        byte[] content = body.getBytes(UTF_8);
        String head = "HTTP/1.1 " + status + " " + reason(status) + "\r\nContent-Type: " + type
                + "; charset=utf-8\r\nContent-Length: " + content.length
                + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: "
                + (more ? "keep-alive" : "close")
                + (status == 405 ? "\r\nAllow: GET, HEAD" : "") + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(UTF_8));
        if (withBody) {
            out.write(content);
        }
        out.flush();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            default -> "Request Header Fields Too Large";
        };
    }
}
