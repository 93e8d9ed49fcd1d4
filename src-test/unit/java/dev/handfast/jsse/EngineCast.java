package dev.handfast.jsse;

import java.security.Provider;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Who plays in a script: what keys the two sides have, and whom they trust. The server's certificate is for localhost. */
enum EngineCast {
    /** The server has a key, the client has none. */
    USUAL,
    /** Both have a key, and trust each other. */
    MUTUAL {
        @Override
        KeyManager[] clientKeys() {
            return CLIENT_KEYS;
        }
    },
    /** The client's authority is another than the server's. */
    DISTRUSTFUL_CLIENT {
        @Override
        TrustManager[] clientTrust() {
            return STRANGER.trustManagers("PKIX");
        }
    },
    /** Both have a key; the server's authority is another than the client's. */
    DISTRUSTFUL_SERVER {
        @Override
        KeyManager[] clientKeys() {
            return CLIENT_KEYS;
        }

        @Override
        TrustManager[] serverTrust() {
            return STRANGER.trustManagers("PKIX");
        }
    },
    /** The client's trust manager has a fault of its own. */
    BROKEN_CLIENT {
        @Override
        TrustManager[] clientTrust() {
            return new TrustManager[] {new Broken()};
        }
    },
    KEYLESS_SERVER {
        @Override
        KeyManager[] serverKeys() {
            return NONE;
        }
    };

    private static final KeyManager[] NONE = {};
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final TestAuthority STRANGER = new TestAuthority("stranger");
    private static final KeyManager[] SERVER_KEYS = TestAuthority.keyManagers(
            "SunX509", AUTHORITY.leaf().host("localhost").issue());
    private static final KeyManager[] CLIENT_KEYS = TestAuthority.keyManagers(
            "SunX509", AUTHORITY.leaf().commonName("client").issue());

    SSLContext client(Provider provider) {
        return Contexts.of(provider, clientKeys(), clientTrust());
    }

    SSLContext server(Provider provider) {
        return Contexts.of(provider, serverKeys(), serverTrust());
    }

    KeyManager[] clientKeys() {
        return NONE;
    }

    KeyManager[] serverKeys() {
        return SERVER_KEYS;
    }

    TrustManager[] clientTrust() {
        return AUTHORITY.trustManagers("PKIX");
    }

    TrustManager[] serverTrust() {
        return AUTHORITY.trustManagers("PKIX");
    }

    /** Throws what no trust manager should. */
    private static final class Broken implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("the trust manager is broken");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("the trust manager is broken");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
