package dev.handfast.jsse;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** What a context has that was given no trust manager: nobody is trusted, never everybody. */
final class TrustNobody implements X509TrustManager {
    private final String reason;

    TrustNobody(String reason) {
        this.reason = reason;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw refusal();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw refusal();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** Without an anchor no path can be built, and so the peer is told (unknown_ca). */
    private CertificateException refusal() {
        return new CertificateException(reason, new CertPathBuilderException(reason));
    }
}
