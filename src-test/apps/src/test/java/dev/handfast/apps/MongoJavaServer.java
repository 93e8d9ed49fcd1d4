package dev.handfast.apps;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;

/** A server for MongoDB's drivers, in Java, over Netty. */
enum MongoJavaServer implements Server {
    IN_MEMORY;

    @Override
    public int serve(Identity identity) throws Exception {
        char[] password = Identity.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance(identity.keyStore().toFile(), password);
        X509Certificate[] chain = Stream.of(store.getCertificateChain("key")).toArray(X509Certificate[]::new);
        var server = new MongoServer(new MemoryBackend());
        server.enableSsl((PrivateKey) store.getKey("key", password), null, chain);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return server.getLocalAddress().getPort();
    }
}
