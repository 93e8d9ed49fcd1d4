package dev.handfast.apps;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat, embedded. */
enum TomcatServer implements Server {
    HTTP_1_1,

    /** By ALPN. */
    HTTP_2 {
        @Override
        void configure(Connector connector, SSLHostConfig tls) {
            connector.addUpgradeProtocol(new Http2Protocol());
        }
    },

    /** The client is to have a certificate. */
    CLIENT_AUTHENTICATION {
        @Override
        void configure(Connector connector, SSLHostConfig tls) {
            tls.setCertificateVerification("required");
            tls.setTruststoreFile(Identity.trustStore().toString());
            tls.setTruststorePassword(Identity.PASSWORD);
        }
    };

    void configure(Connector connector, SSLHostConfig tls) {}

    @Override
    public int serve(Identity identity) throws Exception {
        var tls = new SSLHostConfig();
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(identity.keyStore().toString());
        certificate.setCertificateKeystorePassword(Identity.PASSWORD);
        tls.addCertificate(certificate);
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        configure(connector, tls);
        connector.addSslHostConfig(tls);
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setConnector(connector);
        Context application = tomcat.addContext("", null);
        Tomcat.addServlet(application, "echo", new Echo());
        application.addServletMappingDecoded("/", "echo");
        tomcat.start();
        return connector.getLocalPort();
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
            if (chain != null) {
                response.setHeader(
                        JdkHttpClient.CLIENT_HEADER,
                        chain[0].getSubjectX500Principal().getName());
            }
            // Of the session: Tomcat makes it of what the engine says.
            response.setHeader("X-Session", (String) request.getAttribute("jakarta.servlet.request.ssl_session_id"));
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
