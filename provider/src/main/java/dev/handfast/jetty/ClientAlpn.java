package dev.handfast.jetty;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.alpn.client.ALPNClientConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** ALPN for Jetty's client (RFC 7301). Jetty's own processor takes the JDK's engines alone. */
public final class ClientAlpn implements ALPNProcessor.Client {
    /** Made by Jetty, as a service. */
    public ClientAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return OwnEngine.is(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        var negotiating = (ALPNClientConnection) connection;
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(negotiating.getProtocols().toArray(String[]::new));
        engine.setSSLParameters(parameters);
        OwnEngine.listen(connection, new Selected(negotiating));
    }

    /** Jetty goes on with what the server chose; null where it chose nothing. */
    private record Selected(ALPNClientConnection negotiating) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) throws SSLException {
            String protocol = event.getSSLEngine().getApplicationProtocol();
            negotiating.selected(protocol.isEmpty() ? null : protocol);
        }
    }
}
