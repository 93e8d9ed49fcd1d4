package dev.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

/** Makes server sockets of one context. Immutable, thread-safe. */
final class ServerSocketFactory extends SSLServerSocketFactory {
    /** What ServerSocket takes for its own default. */
    private static final int DEFAULT_BACKLOG = 50;

    private final ContextState context;

    ServerSocketFactory(ContextState context) {
        this.context = context;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new TlsServerSocket(context);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, DEFAULT_BACKLOG, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new TlsServerSocket(context, port, backlog, address);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return serverParameters().getEnabledCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return serverParameters().getSupportedCipherSuites();
    }

    private ParameterStore serverParameters() {
        ParameterStore parameters = context.parameters();
        parameters.setClientMode(false);
        return parameters;
    }
}
