package dev.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A client that comes twice. */
interface Visits extends AutoCloseable {
    /** The first connection is over: it comes again. */
    void again() throws Exception;

    /** Our end of a connection, of which nothing is left then; the handshake is complete. */
    default void attend(SSLSocket ours) throws Exception {
        say(ours, "hello\n");
    }

    /** Asserts that the client itself says that it resumed, if it says anything. */
    void assertResumed() throws Exception;

    /** What the client has to say for itself, for the message of a failure. */
    String account();

    @Override
    void close();

    /** Says {@code text}, and ends the connection with the client. */
    static void say(SSLSocket ours, String text) throws Exception {
        Duplex.write(ours.getOutputStream(), text.getBytes(StandardCharsets.US_ASCII));
        ours.shutdownOutput();
        awaitEnd(ours);
    }

    /** Waits until the client ends the connection, be it with a close_notify or without. */
    static void awaitEnd(SSLSocket ours) throws Exception {
        InputStream in = ours.getInputStream();
        Duplex.await(Duplex.run(() -> {
            try {
                return in.readAllBytes().length;
            } catch (IOException abrupt) {
                return -1;
            }
        }));
    }

    /** Answers a request of HTTP, and ends the connection with the client. */
    static void respond(SSLSocket ours) throws Exception {
        HttpRequest.readHeader(ours.getInputStream());
        say(ours, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 6\r\n\r\nhello\n");
    }
}
