package dev.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A client and a server over loopback, connected, and threads to use them from. */
final class SocketPair implements AutoCloseable {
    private static final int SECONDS = 20;

    final SSLSocket client;
    final SSLSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    SocketPair(Peers clientPeer, Peers serverPeer) throws IOException {
        this(clientPeer.context(), serverPeer.context());
    }

    SocketPair(SSLContext clientContext, SSLContext serverContext) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var listener =
                (SSLServerSocket) serverContext.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            client = (SSLSocket) clientContext.getSocketFactory().createSocket("localhost", listener.getLocalPort());
            server = (SSLSocket) listener.accept();
        }
    }

    static SocketPair ours() throws IOException {
        return new SocketPair(Peers.HANDFAST, Peers.HANDFAST);
    }

    /** Two of ours whose handshake is done. */
    static SocketPair oursOpen() throws Exception {
        return ours().handshake();
    }

    SocketPair handshake() throws Exception {
        Future<?> other = start(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        other.get(SECONDS, TimeUnit.SECONDS);
        return this;
    }

    <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /** What the work returned; its failure, or a timeout, is thrown. */
    static <T> T await(Future<T> work) throws Exception {
        return work.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Two plain sockets, connected: the second accepted the first. */
    static Socket[] plain() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var listener = new java.net.ServerSocket(0, 1, loopback)) {
            var first = new Socket(loopback, listener.getLocalPort());
            return new Socket[] {first, listener.accept()};
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        threads.shutdownNow();
    }
}
