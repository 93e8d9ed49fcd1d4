package dev.handfast.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.operator.OperatorCreationException;

/** One provider's client and a server that listens on the loopback interface, whose sockets take one suite and nothing else. */
final class SocketEndpoints implements Closeable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final TlsProvider provider;
    private final Terms terms;
    private final JsseContexts contexts;
    private final SSLServerSocket listener;

    SocketEndpoints(TlsProvider provider, Terms terms)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        this.provider = provider;
        this.terms = terms;
        contexts = provider.jsse(terms, new Identity(terms.keys()).credentials());
        listener = (SSLServerSocket)
                contexts.server().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK));
        listener.setSSLParameters(terms.forServer(listener.getSSLParameters(), provider));
    }

    /** Connects two new sockets, and refuses a connection that isn't what was asked for. Whoever called closes both. */
    SocketPair connect() throws IOException {
        FutureTask<SSLSocket> accepted = new FutureTask<>(this::accept);
        new Thread(accepted, "server's handshake").start();
        SSLSocket client = (SSLSocket) contexts.client().getSocketFactory().createSocket();
        provider.requireMade(client);
        client.setTcpNoDelay(true);
        client.setSSLParameters(terms.forClient(client.getSSLParameters(), provider));
        // The name comes with the address, so nobody is asked for it.
        client.connect(
                new InetSocketAddress(InetAddress.getByAddress(Identity.HOST, LOOPBACK), listener.getLocalPort()));
        client.startHandshake();
        refuseOther(client.getSession());
        return new SocketPair(client, result(accepted));
    }

    private SSLSocket accept() throws IOException {
        SSLSocket server = (SSLSocket) listener.accept();
        provider.requireMade(server);
        server.setTcpNoDelay(true);
        server.startHandshake();
        return server;
    }

    private void refuseOther(SSLSession session) {
        if (!session.getProtocol().equals(terms.suite().protocol())
                || !session.getCipherSuite().equals(terms.suite().name())) {
            throw new IllegalStateException("asked for " + terms.suite() + ", the sockets chose "
                    + session.getProtocol() + " with " + session.getCipherSuite());
        }
    }

    private static SSLSocket result(FutureTask<SSLSocket> accepted) throws IOException {
        try {
            return accepted.get();
        } catch (ExecutionException e) {
            throw new IOException("the server's handshake has failed", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the server shakes hands", e);
        }
    }

    /** Ends listening. What was connected stays so. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
