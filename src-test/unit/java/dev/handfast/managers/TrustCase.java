package dev.handfast.managers;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;

/** One question to a trust manager, put by an engine, by a socket, or by nobody in particular. */
final class TrustCase {
    private final String name;
    private final X509Certificate[] chain;
    final FakeSession session = new FakeSession();
    final SSLParameters parameters = new SSLParameters();
    private X509Certificate[] trusted;
    private String authType = "UNKNOWN";
    private boolean ofServer = true;

    TrustCase(String name, X509Certificate... chain) {
        this.name = name;
        this.chain = chain;
    }

    TrustCase trusting(X509Certificate... certificates) {
        trusted = certificates;
        return this;
    }

    TrustCase authType(String type) {
        authType = type;
        return this;
    }

    TrustCase ofClient() {
        ofServer = false;
        authType = "EC";
        return this;
    }

    TrustCase host(String host) {
        return host(host, "HTTPS");
    }

    TrustCase host(String host, String identification) {
        session.peerHost = host;
        parameters.setEndpointIdentificationAlgorithm(identification);
        return this;
    }

    X509Certificate[] trusted() {
        return trusted;
    }

    void askByEngine(X509ExtendedTrustManager manager) throws CertificateException {
        var engine = new FakeEngine(session, parameters);
        if (ofServer) {
            manager.checkServerTrusted(chain.clone(), authType, engine);
        } else {
            manager.checkClientTrusted(chain.clone(), authType, engine);
        }
    }

    void askBySocket(X509ExtendedTrustManager manager, boolean connected) throws CertificateException {
        var socket = new FakeSocket(session, parameters, connected);
        if (ofServer) {
            manager.checkServerTrusted(chain.clone(), authType, socket);
        } else {
            manager.checkClientTrusted(chain.clone(), authType, socket);
        }
    }

    void askByNobody(X509ExtendedTrustManager manager) throws CertificateException {
        if (ofServer) {
            manager.checkServerTrusted(chain.clone(), authType);
        } else {
            manager.checkClientTrusted(chain.clone(), authType);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
