package dev.handfast.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** Both ends of one connection over the loopback interface. */
record SocketPair(SSLSocket client, SSLSocket server) implements Closeable {
    /** Sends a byte each way, after which neither end has anything of the handshake left to read. */
    void greet() throws IOException {
        client.getOutputStream().write('?');
        int question = server.getInputStream().read();
        server.getOutputStream().write('!');
        int answer = client.getInputStream().read();
        if (question != '?' || answer != '!') {
            throw new IllegalStateException("sent ? and !, and " + question + " and " + answer + " arrived");
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
