package dev.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.*;

/** Contexts that share one self-signed certificate for localhost and trust it. */
enum Peers {
    HANDFAST, SUN_JSSE;

    static final char[] PASSWORD = "changeit".toCharArray();

    SSLContext context() {
        try {
            if (this == HANDFAST) {
                ContextState state = new ContextState(keys());
                return new SSLContext(new SSLContextSpi() {
                    protected void engineInit(KeyManager[] a, TrustManager[] b, java.security.SecureRandom c) { }
                    protected SSLSocketFactory engineGetSocketFactory() { return new ClientSocketFactory(state); }
                    protected SSLServerSocketFactory engineGetServerSocketFactory() { return new ServerSocketFactory(state); }
                    protected SSLEngine engineCreateSSLEngine() { return new Engine(state); }
                    protected SSLEngine engineCreateSSLEngine(String h, int p) { return new Engine(state, h, p); }
                    protected SSLSessionContext engineGetServerSessionContext() { return null; }
                    protected SSLSessionContext engineGetClientSessionContext() { return null; }
                }, java.security.Security.getProvider("SUN"), "TLS") { };
            }
            SSLContext c = SSLContext.getInstance("TLSv1.3", "SunJSSE");
            KeyManagerFactory k = KeyManagerFactory.getInstance("SunX509");
            k.init(keys(), PASSWORD);
            TrustManagerFactory t = TrustManagerFactory.getInstance("PKIX");
            KeyStore ts = KeyStore.getInstance("PKCS12");
            ts.load(null, null);
            ts.setCertificateEntry("ca", keys().getCertificate("localhost"));
            t.init(ts);
            c.init(k.getKeyManagers(), t.getTrustManagers(), null);
            return c;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SunJSSE of JDK 17 decrypts in the source, and fails if that is read-only. */
    BufferKind supported(BufferKind kind) {
        return this == SUN_JSSE && kind == BufferKind.READ_ONLY ? BufferKind.HEAP : kind;
    }

    static KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Peers.class.getResourceAsStream("localhost.p12")) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
