package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * SSLSocket. Thread-safe as a plain socket is: one thread may read while another writes and a third closes. The thread that
 * first needs the handshake performs it.
 */
final class TlsSocket extends LayeredSocket {
    private final Association association;
    private final SocketTransport transport;
    private final HandshakeNotice notice = new HandshakeNotice();

    /** Over a socket of our own, to be connected by {@link #connect}. */
    TlsSocket(ContextState context, ParameterStore parameters) {
        this(context, parameters, new Socket(), null, -1, true);
    }

    /**
     * Over a socket that stands already, or is to be connected by us.
     *
     * @param peerHost name or address to be checked and sent, null if unknown
     * @param autoClose the inner socket is closed with this one; otherwise not a byte behind our last record is read from it
     */
    TlsSocket(
            ContextState context,
            ParameterStore parameters,
            Socket inner,
            String peerHost,
            int peerPort,
            boolean autoClose) {
        this(context, parameters, inner, inner::getInputStream, peerHost, peerPort, autoClose);
    }

    private TlsSocket(
            ContextState context,
            ParameterStore parameters,
            Socket inner,
            SocketInput.Source source,
            String peerHost,
            int peerPort,
            boolean autoClose) {
        super(inner);
        association = new Association(context, parameters, this, peerHost, peerPort);
        transport = new SocketTransport(
                association, inner, source, autoClose, () -> notice.send(this, association.session()));
    }

    /** A server over a socket of which somebody has read the first bytes: they come from {@code consumed}, which may be null. */
    static TlsSocket behind(
            InputStream consumed, ContextState context, ParameterStore parameters, Socket inner, boolean autoClose) {
        SocketInput.Source source = consumed == null
                ? inner::getInputStream
                : () -> new SequenceInputStream(consumed, inner.getInputStream());
        String host = inner.getInetAddress().getHostAddress();
        return new TlsSocket(context, parameters, inner, source, host, inner.getPort(), autoClose);
    }

    // ---- connecting, shaking hands

    @Override
    public void connect(SocketAddress peer, int timeout) throws IOException {
        inner().connect(peer, timeout);
        if (peer instanceof InetSocketAddress address) {
            association.setPeer(ServerNames.host(address, association.policy()), address.getPort());
        }
    }

    @Override
    public void connect(SocketAddress peer) throws IOException {
        connect(peer, 0);
    }

    /** Performs the handshake; once it is over, changes keys and asks the peer to do so (RFC 9846 §4.7.3). */
    @Override
    public void startHandshake() throws IOException {
        Connection before = transport.connectionIfOpen();
        Connection connection = transport.open();
        if (before != null) {
            transport.updateKeys(connection);
        }
    }

    /** Performs the handshake if there is somebody to do it with; without success the session is the null session. */
    @Override
    public SSLSession getSession() {
        if (isConnected() && !isClosed() && !transport.isHandshakingHere()) {
            try {
                transport.open();
            } catch (IOException failed) {
                return association.session();
            }
        }
        return association.session();
    }

    @Override
    public SSLSession getHandshakeSession() {
        return association.handshakeSession();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        notice.add(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        notice.remove(listener);
    }

    @Override
    public String getApplicationProtocol() {
        return association.applicationProtocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return association.handshakeApplicationProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLSocket, List<String>, String> selector) {
        association.parameters().setSocketSelector(selector);
    }

    @Override
    public BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return association.parameters().getSocketSelector();
    }

    // ---- streams, and their end

    @Override
    public InputStream getInputStream() throws IOException {
        refuseUnusable();
        if (transport.isInputShutDown()) {
            throw new SocketException("Socket input is shutdown");
        }
        return transport.input();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        refuseUnusable();
        if (transport.isOutputShutDown()) {
            throw new SocketException("Socket output is shutdown");
        }
        return transport.output();
    }

    /** Ends reading; writing goes on. A reader that waits, and everyone after it, meets the end of the data. */
    @Override
    public void shutdownInput() throws IOException {
        refuseUnusable();
        transport.shutdownInput();
    }

    /** Says close_notify; reading goes on (RFC 9846 §6.1). */
    @Override
    public void shutdownOutput() throws IOException {
        refuseUnusable();
        transport.shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        return transport.isInputShutDown();
    }

    @Override
    public boolean isOutputShutdown() {
        return transport.isOutputShutDown();
    }

    /**
     * Says close_notify, if the peer takes it within the timeout of reads (at most a second), and closes the inner socket if
     * it is ours to close. If it is not, what is left for us in it is read up to the peer's close_notify, if that comes within
     * the same time. Waits neither for readers nor for writers: a reader is woken, a writer if the inner socket is ours.
     */
    @Override
    public void close() throws IOException {
        transport.close();
    }

    @Override
    public boolean isClosed() {
        return transport.isClosed();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        transport.input().reads().timeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return transport.input().reads().timeout();
    }

    private void refuseUnusable() throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        if (!isConnected()) {
            throw new SocketException("Socket is not connected");
        }
    }

    // ---- parameters

    @Override
    public SSLParameters getSSLParameters() {
        return association.parameters().toParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        association.parameters().apply(parameters);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return association.parameters().getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return association.parameters().getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        association.parameters().setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return association.parameters().getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return association.parameters().getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        association.parameters().setEnabledProtocols(protocols);
    }

    /** @throws IllegalArgumentException once the handshake has begun, or the socket is closed */
    @Override
    public void setUseClientMode(boolean mode) {
        if (association.connection() != null || isClosed()) {
            throw new IllegalArgumentException(
                    "the handshake has begun or the socket is closed: client or server is settled");
        }
        association.parameters().setClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return association.parameters().isClient();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        association.parameters().setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return association.parameters().getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        association.parameters().setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return association.parameters().getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean enabled) {
        association.parameters().setEnableSessionCreation(enabled);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return association.parameters().getEnableSessionCreation();
    }

    @Override
    public String toString() {
        return "TlsSocket[" + association.session() + ", " + inner() + "]";
    }
}
