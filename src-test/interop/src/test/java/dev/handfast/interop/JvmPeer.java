package dev.handfast.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** Another TLS provider, in this JVM. */
final class JvmPeer implements Peer.Server, Peer.Client {
    private static final Provider PRIMITIVES = new BouncyCastleProvider();

    static final JvmPeer SUN = new JvmPeer(
            Security.getProvider("SunJSSE"),
            "PKIX",
            Security.getProvider("SUN"),
            JvmPeer::constrain,
            EnumSet.complementOf(EnumSet.of(KeyKind.ED25519, KeyKind.ED448)),
            EnumSet.allOf(Group.class));
    static final JvmPeer BOUNCY_CASTLE = new JvmPeer(
            new BouncyCastleJsseProvider(PRIMITIVES),
            "PKIX",
            PRIMITIVES,
            JvmPeer::constrain,
            EnumSet.allOf(KeyKind.class),
            EnumSet.allOf(Group.class));
    static final JvmPeer CONSCRYPT = new JvmPeer(
            Conscrypt.newProviderBuilder().provideTrustManager(true).build(),
            "SunX509",
            Security.getProvider("SUN"),
            JvmPeer::limitConscrypt,
            EnumSet.of(KeyKind.ECDSA_P256, KeyKind.ECDSA_P384, KeyKind.RSA),
            EnumSet.complementOf(EnumSet.of(Group.X448)));

    /** How a provider is told what it may take. */
    private interface Limit {
        void apply(SSLSocket socket, Optional<Suite> suite, Set<Group> groups);
    }

    private final Provider provider;
    private final String keyManagers;
    private final Provider keyStores;
    private final Limit limit;
    private final Set<KeyKind> keyKinds;
    private final Set<Group> groups;

    private JvmPeer(
            Provider provider,
            String keyManagers,
            Provider keyStores,
            Limit limit,
            Set<KeyKind> keyKinds,
            Set<Group> groups) {
        this.provider = provider;
        this.keyManagers = keyManagers;
        this.keyStores = keyStores;
        this.limit = limit;
        this.keyKinds = keyKinds;
        this.groups = groups;
    }

    private static void constrain(SSLSocket socket, Optional<Suite> suite, Set<Group> groups) {
        SSLParameters parameters = socket.getSSLParameters();
        suite.ifPresent(only -> parameters.setCipherSuites(new String[] {only.name()}));
        parameters.setAlgorithmConstraints(new OnlyGroups(groups));
        socket.setSSLParameters(parameters);
    }

    /** Conscrypt has all suites of TLS 1.3 on, always. */
    private static void limitConscrypt(SSLSocket socket, Optional<Suite> suite, Set<Group> groups) {
        Conscrypt.setNamedGroups(
                socket, groups.stream().map(group -> group.openSsl).toArray(String[]::new));
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public boolean knows(Terms terms) {
        return keyKinds.contains(terms.server().kind())
                && terms.client().stream().allMatch(client -> keyKinds.contains(client.kind()))
                && terms.peerGroup().stream().allMatch(groups::contains)
                && terms.ourGroup().stream().allMatch(groups::contains);
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        SSLContext context = context(Optional.of(terms.server()));
        var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Future<SSLSocket> accepting = Duplex.run(() -> {
            SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(listening.accept(), Pki.HOST, listening.getLocalPort(), true);
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(terms.client().isPresent());
            return shaken(socket, terms);
        });
        return new JvmServer(listening, accepting);
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        SSLContext context = context(terms.client());
        return new JvmConversation(Duplex.run(() -> {
            var tcp = new Socket(InetAddress.getLoopbackAddress(), port);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, Pki.HOST, port, true);
            return shaken(socket, terms);
        }));
    }

    private SSLSocket shaken(SSLSocket socket, Terms terms) throws Exception {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        socket.setSSLParameters(parameters);
        limit.apply(
                socket,
                terms.suite(),
                terms.peerGroup().<Set<Group>>map(Set::of).orElse(groups));
        socket.setSoTimeout((int) Transcript.PATIENCE.toMillis());
        socket.startHandshake();
        return socket;
    }

    private SSLContext context(Optional<Identity> identity) throws Exception {
        KeyManagerFactory keyFactory = keyManagerFactory();
        if (identity.isPresent()) {
            keyFactory.init(identity.get().keyStore(keyStores), Identity.PASSWORD.toCharArray());
        } else {
            keyFactory.init(null, null);
        }
        TrustManagerFactory trustFactory = TrustManagerFactory.getInstance("PKIX", provider);
        trustFactory.init(Identity.trustStore(Pki.TRUSTED.certificate()));
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(keyFactory.getKeyManagers(), trustFactory.getTrustManagers(), null);
        return context;
    }

    /** Its own, or the JDK's if it has none. */
    private KeyManagerFactory keyManagerFactory() throws Exception {
        return provider.getService("KeyManagerFactory", keyManagers) == null
                ? KeyManagerFactory.getInstance(keyManagers)
                : KeyManagerFactory.getInstance(keyManagers, provider);
    }

    @Override
    public String toString() {
        return provider.getName();
    }

    /** A peer's socket that is connected, or will be. */
    private static class JvmConversation implements Conversation {
        private final Future<SSLSocket> connecting;

        JvmConversation(Future<SSLSocket> connecting) {
            this.connecting = connecting;
        }

        @Override
        public void exchange(SSLSocket ours, Exchange exchange) throws Exception {
            SSLSocket peer = Duplex.await(connecting);
            new Duplex(peer.getInputStream(), peer.getOutputStream()).exchange(ours, exchange);
        }

        @Override
        public String account() {
            try {
                return connecting.isDone() ? connecting.get().getSession().toString() : "still shaking hands";
            } catch (Exception failure) {
                return failure.toString();
            }
        }

        @Override
        public void close() {
            try {
                connecting.cancel(true);
                if (connecting.isDone() && !connecting.isCancelled()) {
                    connecting.get().close();
                }
            } catch (Exception failedBefore) {
                // Told by account() where it matters.
            }
        }
    }

    private static final class JvmServer extends JvmConversation implements Listening {
        private final ServerSocket listening;

        JvmServer(ServerSocket listening, Future<SSLSocket> accepting) {
            super(accepting);
            this.listening = listening;
        }

        @Override
        public Tap dial() throws Exception {
            var connection = new Tap();
            connection.connect(new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()));
            return connection;
        }

        @Override
        public void close() {
            super.close();
            try {
                listening.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
