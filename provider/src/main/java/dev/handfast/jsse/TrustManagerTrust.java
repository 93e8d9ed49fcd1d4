package dev.handfast.jsse;

import dev.handfast.CertificateCheck;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Trust;
import dev.handfast.managers.PlainTrust;
import dev.handfast.managers.ReportingTrust;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a trust manager about the peer's chain, exactly once. An {@code X509ExtendedTrustManager} gets the engine or socket and
 * looks at names and algorithms itself; for a plain one {@link PlainTrust} does.
 *
 * @param client we are the client: the chain is a server's
 * @param engine that of the connection, null if it has a socket
 * @param socket that of the connection, null if it has an engine
 */
record TrustManagerTrust(
        X509TrustManager manager, boolean client, SSLEngine engine, SSLSocket socket, Session session, PlainTrust plain)
        implements Trust {

    @Override
    public void check(Negotiated soFar, String authType) throws TlsFault {
        check(soFar, authType, null);
    }

    @Override
    public void check(Negotiated soFar, String authType, Consumer<CertificateCheck> report) throws TlsFault {
        session.update(soFar);
        X509Certificate[] chain = soFar.peerChain().toArray(new X509Certificate[0]);
        try {
            if (report != null && manager instanceof ReportingTrust reporting) {
                reporting.check(chain, authType, client, engine, socket, report);
            } else {
                askUnseen(chain, authType, report);
            }
        } catch (CertificateException refused) {
            throw Distrusted.fault(refused, chain, manager);
        } catch (RuntimeException broken) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "our trust manager failed: " + broken + remedy(broken), broken);
        }
    }

    /** The JDK's words for an empty trust store tell nobody what to do. */
    private static String remedy(RuntimeException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidAlgorithmParameterException) {
                return "; if the trust store is empty or its file is missing: it is the one of the TrustManager given to"
                        + " SSLContext.init, or else that of the JVM (" + DefaultManagers.trustSettings() + ")";
            }
        }
        return "";
    }

    /**
     * What this manager asks is its secret; what it cannot ask is asked here.
     *
     * @param report null if nobody listens
     */
    private void askUnseen(X509Certificate[] chain, String authType, Consumer<CertificateCheck> report)
            throws CertificateException {
        String who = manager.getClass().getName();
        String question = "trust manager";
        String match = null;
        try {
            if (manager instanceof X509ExtendedTrustManager extended) {
                ask(extended, chain, authType);
            } else {
                if (client) {
                    manager.checkServerTrusted(chain, authType);
                } else {
                    manager.checkClientTrusted(chain, authType);
                }
                question = "host name and algorithms";
                match = plain.check(manager, chain, session, client);
            }
        } catch (CertificateException refused) {
            tell(report, new CertificateCheck(question, false, who + ": " + refused.getMessage()));
            throw refused;
        }
        tell(
                report,
                new CertificateCheck("trust manager", true, who + " takes the chain; it does not say what it asks"));
        if (match != null) {
            tell(report, new CertificateCheck("host name", true, match));
        }
    }

    private static void tell(Consumer<CertificateCheck> report, CertificateCheck check) {
        if (report != null) {
            report.accept(check);
        }
    }

    private void ask(X509ExtendedTrustManager extended, X509Certificate[] chain, String authType)
            throws CertificateException {
        if (client && engine != null) {
            extended.checkServerTrusted(chain, authType, engine);
        } else if (client) {
            extended.checkServerTrusted(chain, authType, socket);
        } else if (engine != null) {
            extended.checkClientTrusted(chain, authType, engine);
        } else {
            extended.checkClientTrusted(chain, authType, socket);
        }
    }
}
