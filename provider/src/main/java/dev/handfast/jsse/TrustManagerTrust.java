package dev.handfast.jsse;

import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Trust;
import dev.handfast.managers.PlainTrust;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
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
        session.update(soFar);
        X509Certificate[] chain = soFar.peerChain().toArray(X509Certificate[]::new);
        try {
            if (manager instanceof X509ExtendedTrustManager extended) {
                ask(extended, chain, authType);
            } else {
                if (client) {
                    manager.checkServerTrusted(chain, authType);
                } else {
                    manager.checkClientTrusted(chain, authType);
                }
                plain.check(manager, chain, session, client);
            }
        } catch (CertificateException refused) {
            String reason = refused.getMessage() != null ? refused.getMessage() : refused.toString();
            throw new TlsFault(alert(refused), reason, refused);
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

    /** The alert that says why (RFC 9846 §6.2), from the deepest cause that knows. */
    private static Alert alert(CertificateException refused) {
        Alert alert = Alert.CERTIFICATE_UNKNOWN;
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Alert.CERTIFICATE_EXPIRED;
            } else if (cause instanceof CertificateRevokedException) {
                return Alert.CERTIFICATE_REVOKED;
            } else if (cause instanceof CertificateNotYetValidException) {
                return Alert.BAD_CERTIFICATE;
            } else if (cause instanceof CertPathValidatorException invalid) {
                alert = alert(invalid.getReason());
            } else if (cause instanceof CertPathBuilderException) {
                alert = Alert.UNKNOWN_CA;
            }
        }
        return alert;
    }

    private static Alert alert(Reason reason) {
        if (reason == BasicReason.EXPIRED) {
            return Alert.CERTIFICATE_EXPIRED;
        } else if (reason == BasicReason.REVOKED) {
            return Alert.CERTIFICATE_REVOKED;
        } else if (reason == BasicReason.INVALID_SIGNATURE || reason == BasicReason.NOT_YET_VALID) {
            return Alert.BAD_CERTIFICATE;
        } else if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return Alert.UNSUPPORTED_CERTIFICATE;
        }
        return reason == PKIXReason.NO_TRUST_ANCHOR ? Alert.UNKNOWN_CA : Alert.CERTIFICATE_UNKNOWN;
    }
}
