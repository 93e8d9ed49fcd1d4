package dev.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/** Makes sockets of one context, clients unless told otherwise. Immutable, thread-safe, good for the life of the JVM. */
final class ClientSocketFactory extends SSLSocketFactory {
    private final ContextState context;

    ClientSocketFactory(ContextState context) {
        this.context = context;
    }

    @Override
    public Socket createSocket() {
        return new TlsSocket(context, parameters(true));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(named(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(named(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    /** Null host: what the connected socket was told to connect to. */
    @Override
    public Socket createSocket(Socket inner, String host, int port, boolean autoClose) throws IOException {
        refuseUnconnected(inner);
        String peer = host != null
                ? host
                : ServerNames.host((InetSocketAddress) inner.getRemoteSocketAddress(), context.policy());
        return new TlsSocket(context, parameters(true), inner, peer, port >= 0 ? port : inner.getPort(), autoClose);
    }

    @Override
    public Socket createSocket(Socket inner, InputStream consumed, boolean autoClose) throws IOException {
        refuseUnconnected(inner);
        return TlsSocket.behind(consumed, context, parameters(false), inner, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return parameters(true).getEnabledCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return parameters(true).getSupportedCipherSuites();
    }

    private ParameterStore parameters(boolean client) {
        ParameterStore parameters = context.parameters();
        parameters.setClientMode(client);
        return parameters;
    }

    /** As for a plain socket, no name is the loopback address. */
    private static InetSocketAddress named(String host, int port) {
        return host == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(host, port);
    }

    private Socket connected(InetSocketAddress peer, SocketAddress local) throws IOException {
        Socket socket = createSocket();
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(peer);
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static void refuseUnconnected(Socket inner) throws SocketException {
        if (!inner.isConnected()) {
            throw new SocketException("the underlying socket is not connected");
        }
    }
}
