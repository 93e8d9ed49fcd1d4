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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** Another TLS provider, in this JVM. */
final class JvmPeer implements Peer.Server, Peer.Client, Peer.Returning {
    private static final Provider PRIMITIVES = new BouncyCastleProvider();

    static {
        DisabledAlgorithms.permitKeyTransport();
    }

    /** It has no encrypt-then-MAC, and reads once in each JVM whether to extend the master secret. */
    static final JvmPeer SUN = new JvmPeer(
            Security.getProvider("SunJSSE"),
            "PKIX",
            Security.getProvider("SUN"),
            JvmPeer::constrain,
            Abilities.ALL.without(Extension.ENCRYPT_THEN_MAC).switching());

    /** It has everything, and reads once in each JVM whether to extend the master secret. */
    static final JvmPeer BOUNCY_CASTLE = new JvmPeer(
            new BouncyCastleJsseProvider(PRIMITIVES),
            "PKIX",
            PRIMITIVES,
            JvmPeer::limitBouncyCastle,
            Abilities.ALL.with(Group.HYBRIDS).switching());

    /**
     * BoringSSL has no DHE, of the CBC suites those with SHA-1 alone, and no encrypt-then-MAC; it always extends the master secret.
     * It verifies neither Edwards nor PSS-only keys, and P-521 in TLS 1.2 alone.
     */
    static final JvmPeer CONSCRYPT = new JvmPeer(
            Conscrypt.newProviderBuilder().provideTrustManager(true).build(),
            "SunX509",
            Security.getProvider("SUN"),
            JvmPeer::limitConscrypt,
            Abilities.ALL
                    .without(KeyKind.ECDSA_P521, KeyKind.RSA_PSS, KeyKind.ED25519, KeyKind.ED448)
                    .without(Group.X448, Group.FFDHE2048, Group.FFDHE3072)
                    .with(Set.of(Group.X25519_MLKEM768))
                    .withoutSuites("TLS_DHE_.*|.*_CBC_SHA\\d+")
                    .without(Extension.ENCRYPT_THEN_MAC)
                    .switching());

    /** How a provider is told what it may take. */
    private interface Limit {
        void apply(SSLSocket socket, Optional<Suite> suite, Set<Group> groups);
    }

    private final Provider provider;
    private final String keyManagers;
    private final Provider keyStores;
    private final Limit limit;
    private final Abilities abilities;

    private JvmPeer(Provider provider, String keyManagers, Provider keyStores, Limit limit, Abilities abilities) {
        this.provider = provider;
        this.keyManagers = keyManagers;
        this.keyStores = keyStores;
        this.limit = limit;
        this.abilities = abilities;
    }

    private static void constrain(SSLSocket socket, Optional<Suite> suite, Set<Group> groups) {
        SSLParameters parameters = socket.getSSLParameters();
        suite.ifPresent(only -> parameters.setCipherSuites(new String[] {only.name()}));
        parameters.setAlgorithmConstraints(new OnlyGroups(groups));
        socket.setSSLParameters(parameters);
    }

    /** It has most hybrids off, and with constraints that forbid a curve its hybrid is off, too. */
    private static void limitBouncyCastle(SSLSocket socket, Optional<Suite> suite, Set<Group> groups) {
        BCSSLParameters parameters = ((BCSSLSocket) socket).getParameters();
        suite.ifPresent(only -> parameters.setCipherSuites(new String[] {only.name()}));
        parameters.setNamedGroups(groups.stream().map(group -> group.standard).toArray(String[]::new));
        ((BCSSLSocket) socket).setParameters(parameters);
    }

    /** Conscrypt has all suites of TLS 1.3 on, always, and finds no certificate if those alone are asked for. */
    private static void limitConscrypt(SSLSocket socket, Optional<Suite> suite, Set<Group> groups) {
        suite.filter(only -> only.version() == Version.TLS_1_2)
                .ifPresent(only -> socket.setEnabledCipherSuites(new String[] {only.name()}));
        Conscrypt.setUseSessionTickets(socket, true);
        Conscrypt.setNamedGroups(
                socket, groups.stream().map(group -> group.openSsl).toArray(String[]::new));
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Abilities abilities(Case.Role role) {
        // Conscrypt's server asks no matcher whether a name is its own.
        return this == CONSCRYPT && role == Case.Role.SERVER ? abilities.without(Extension.SERVER_NAME) : abilities;
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        SSLContext context = context(Optional.of(terms.server()));
        var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        return new JvmServer(listening, () -> {
            SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(listening.accept(), Pki.HOST, listening.getLocalPort(), true);
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(terms.client().isPresent());
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(Pki.HOST)));
            socket.setSSLParameters(parameters);
            return shaken(socket, terms);
        });
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        SSLContext context = context(terms.client());
        return new JvmConversation(Duplex.run(() -> connected(context, port, terms)));
    }

    @Override
    public Visits visit(int port, Terms terms, Path directory) throws Exception {
        SSLContext context = context(terms.client());
        return new JvmVisits(() -> connected(context, port, terms));
    }

    private SSLSocket connected(SSLContext context, int port, Terms terms) throws Exception {
        var tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, Pki.HOST, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(terms.name())));
        socket.setSSLParameters(parameters);
        return shaken(socket, terms);
    }

    private SSLSocket shaken(SSLSocket socket, Terms terms) throws Exception {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(terms.peer().versions().names());
        terms.application().ifPresent(protocol -> parameters.setApplicationProtocols(new String[] {protocol}));
        socket.setSSLParameters(parameters);
        limit.apply(
                socket,
                terms.peer().suite(),
                terms.peer().group().<Set<Group>>map(Set::of).orElse(abilities.groups()));
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
        private Future<SSLSocket> connecting;

        JvmConversation(Future<SSLSocket> connecting) {
            this.connecting = connecting;
        }

        void goOn(Future<SSLSocket> next) {
            connecting = next;
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
        private final Callable<SSLSocket> accept;

        JvmServer(ServerSocket listening, Callable<SSLSocket> accept) {
            super(CompletableFuture.failedFuture(new IllegalStateException("nobody has connected")));
            this.listening = listening;
            this.accept = accept;
        }

        @Override
        public Tap dial() throws Exception {
            super.close();
            goOn(Duplex.run(accept));
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
