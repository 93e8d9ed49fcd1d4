package dev.handfast.jsse;

import dev.handfast.HandfastProvider;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Who makes the engines and sockets of a test. They share one self-signed certificate for localhost, and trust it. */
enum Peers {
    HANDFAST {
        @Override
        SSLContext empty() throws GeneralSecurityException {
            return SSLContext.getInstance("TLSv1.3", new HandfastProvider());
        }
    },
    SUN_JSSE {
        @Override
        SSLContext empty() throws GeneralSecurityException {
            return SSLContext.getInstance("TLSv1.3", "SunJSSE");
        }

        /** On JDK 17 it decrypts in the source, and fails if that is read-only. */
        @Override
        BufferKind supported(BufferKind kind) {
            return kind == BufferKind.READ_ONLY ? BufferKind.HEAP : kind;
        }
    };

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** A context before its initialisation. */
    abstract SSLContext empty() throws GeneralSecurityException;

    /** The kind of buffer to use where {@code kind} is wanted. */
    BufferKind supported(BufferKind kind) {
        return kind;
    }

    /** A context with the certificate's key that trusts the certificate. */
    SSLContext context() {
        return trusting("localhost");
    }

    /** A context with the certificate's key that trusts only a stranger. */
    SSLContext distrustful() {
        return trusting("stranger");
    }

    private SSLContext trusting(String alias) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(alias, keys().getCertificate(alias));
            return context(trusted);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private SSLContext context(KeyStore trusted) throws GeneralSecurityException, IOException {
        var keyManagers = KeyManagerFactory.getInstance("SunX509");
        keyManagers.init(keys(), PASSWORD);
        var trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trusted);
        SSLContext context = empty();
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Peers.class.getResourceAsStream("localhost.p12")) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
