package dev.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** SSLServerSocket: accepted sockets start with the parameters that it has at that time. */
final class TlsServerSocket extends SSLServerSocket {
    private final ContextState context;
    private final ParameterStore parameters;

    TlsServerSocket(ContextState context) throws IOException {
        this.context = context;
        this.parameters = serverParameters(context);
    }

    TlsServerSocket(ContextState context, int port, int backlog, InetAddress address) throws IOException {
        super(port, backlog, address);
        this.context = context;
        this.parameters = serverParameters(context);
    }

    /** The handshake is left to the first use of the accepted socket. */
    @Override
    public Socket accept() throws IOException {
        var inner = new Socket();
        implAccept(inner);
        String peer = inner.getInetAddress().getHostAddress();
        return new TlsSocket(context, parameters.copy(), inner, peer, inner.getPort(), true);
    }

    private static ParameterStore serverParameters(ContextState context) {
        ParameterStore parameters = context.parameters();
        parameters.setClientMode(false);
        return parameters;
    }

    @Override
    public SSLParameters getSSLParameters() {
        return parameters.toParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters requested) {
        parameters.apply(requested);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return parameters.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return parameters.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        parameters.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return parameters.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return parameters.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        parameters.setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean mode) {
        parameters.setClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return parameters.isClient();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        parameters.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return parameters.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        parameters.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return parameters.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean enabled) {
        parameters.setEnableSessionCreation(enabled);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return parameters.getEnableSessionCreation();
    }

    @Override
    public String toString() {
        return "TlsServerSocket[" + super.toString() + "]";
    }
}
