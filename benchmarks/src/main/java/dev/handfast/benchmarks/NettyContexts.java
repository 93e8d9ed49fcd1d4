package dev.handfast.benchmarks;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManagerFactory;

/** The contexts of BoringSSL behind Netty's engine, as Netty's own builder makes them: keys live in native memory. */
final class NettyContexts implements Contexts {
    private final SslContext client;
    private final SslContext server;

    NettyContexts(Terms terms, Credentials credentials) throws GeneralSecurityException, SSLException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(credentials.authority());
        client = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .keyManager(key(credentials.client()), chain(credentials.client()))
                .trustManager(trust)
                .sessionCacheSize(terms.sessions())
                .build();
        server = SslContextBuilder.forServer(key(credentials.server()), chain(credentials.server()))
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .trustManager(trust)
                .clientAuth(terms.proof() == Terms.Proof.MUTUAL ? ClientAuth.REQUIRE : ClientAuth.NONE)
                .sessionCacheSize(terms.sessions())
                .build();
        letSessionsResume();
    }

    /** Netty's server has tickets switched off until it is given keys for them. */
    private void letSessionsResume() {
        byte[] name = new byte[OpenSslSessionTicketKey.NAME_SIZE];
        byte[] hmac = new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE];
        byte[] aes = new byte[OpenSslSessionTicketKey.AES_KEY_SIZE];
        SecureRandom random = new SecureRandom();
        random.nextBytes(name);
        random.nextBytes(hmac);
        random.nextBytes(aes);
        ((OpenSslSessionContext) server.sessionContext()).setTicketKeys(new OpenSslSessionTicketKey(name, hmac, aes));
    }

    @Override
    public SSLEngine clientEngine(int port) {
        return client.newEngine(ByteBufAllocator.DEFAULT, Identity.HOST, port);
    }

    @Override
    public SSLEngine serverEngine() {
        return server.newEngine(ByteBufAllocator.DEFAULT);
    }

    @Override
    public SSLSessionContext clientSessions() {
        return client.sessionContext();
    }

    @Override
    public SSLSessionContext serverSessions() {
        return server.sessionContext();
    }

    private static PrivateKey key(KeyStore keys) throws GeneralSecurityException {
        return (PrivateKey) keys.getKey(Identity.ALIAS, Credentials.PASSWORD);
    }

    private static X509Certificate chain(KeyStore keys) throws GeneralSecurityException {
        return (X509Certificate) keys.getCertificate(Identity.ALIAS);
    }
}
