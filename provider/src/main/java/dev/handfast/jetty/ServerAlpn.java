package dev.handfast.jetty;

import java.util.List;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** ALPN for Jetty's server (RFC 7301). Jetty's own processor takes the JDK's engines alone, and without any the connection is rejected. */
public final class ServerAlpn implements ALPNProcessor.Server {
    /** Made by Jetty, as a service. */
    public ServerAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return OwnEngine.is(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        var negotiating = (ALPNServerConnection) connection;
        engine.setHandshakeApplicationProtocolSelector((asked, offered) -> select(negotiating, offered));
        OwnEngine.listen(connection, new WithoutAlpn(negotiating));
    }

    /** JSSE takes null for "none of these", which ends the handshake with no_application_protocol (RFC 7301 §3.2). */
    private static String select(ALPNServerConnection negotiating, List<String> offered) {
        try {
            negotiating.select(offered);
            return negotiating.getProtocol();
        } catch (IllegalStateException noneOfThem) {
            return null;
        }
    }

    /** A client that sent no list gets Jetty's default protocol. */
    private record WithoutAlpn(ALPNServerConnection negotiating) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) {
            if (negotiating.getProtocol() == null) {
                negotiating.unsupported();
            }
        }
    }
}
