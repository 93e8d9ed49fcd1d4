package dev.handfast.apps;

import java.nio.file.Path;
import java.security.KeyStore;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty. */
enum JettyServer implements Server {
    HTTP_1_1,

    /** By ALPN. */
    HTTP_2 {
        @Override
        ConnectionFactory[] connections(SslContextFactory.Server tls, HttpConfiguration http) {
            var alpn = new ALPNServerConnectionFactory();
            return new ConnectionFactory[] {
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http)
            };
        }
    },

    /** With a certificate for each of two names; Jetty's own key manager chooses, and refuses who asks for none. */
    TWO_HOSTS {
        @Override
        SslContextFactory.Server tls(Identity identity) throws Exception {
            KeyStore both = load(Identity.SERVER);
            char[] password = Identity.PASSWORD.toCharArray();
            KeyStore other = load(Identity.WRONG_HOST);
            String alias = other.aliases().nextElement();
            both.setKeyEntry("other", other.getKey(alias, password), password, other.getCertificateChain(alias));
            SslContextFactory.Server tls = super.tls(identity);
            tls.setKeyStorePath(null);
            tls.setKeyStore(both);
            tls.setSniRequired(true);
            return tls;
        }
    };

    private static KeyStore load(Identity identity) throws Exception {
        Path file = identity.keyStore();
        return KeyStore.getInstance(file.toFile(), Identity.PASSWORD.toCharArray());
    }

    SslContextFactory.Server tls(Identity identity) throws Exception {
        var tls = new SslContextFactory.Server();
        tls.setKeyStorePath(identity.keyStore().toString());
        tls.setKeyStorePassword(Identity.PASSWORD);
        return tls;
    }

    ConnectionFactory[] connections(SslContextFactory.Server tls, HttpConfiguration http) {
        var connection = new HttpConnectionFactory(http);
        return new ConnectionFactory[] {new SslConnectionFactory(tls, connection.getProtocol()), connection};
    }

    @Override
    public int serve(Identity identity) throws Exception {
        var server = new org.eclipse.jetty.server.Server();
        var http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer());
        var connector = new ServerConnector(server, connections(tls(identity), http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Echo());
        server.start();
        return connector.getLocalPort();
    }

    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var data = (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
            Witness.sawSession(data.sslSession());
            Content.copy(request, response, callback);
            return true;
        }
    }
}
