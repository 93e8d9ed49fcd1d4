package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.client.TlsClient;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Connection;
import dev.handfast.handshake.Credentials;
import dev.handfast.handshake.Settings;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;

/** One connection under JSSE: its parameters, its sessions and, once begun, the {@link Connection}. Thread-safe. */
final class Association {
    private final ContextState context;
    private final ParameterStore parameters;
    private final SSLEngine engine;
    private final SSLSocket socket;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile Session none;
    private volatile Session session;
    private volatile Connection connection;
    private volatile String protocolInHandshake;

    Association(ContextState context, ParameterStore parameters, SSLEngine engine, String peerHost, int peerPort) {
        this(context, parameters, engine, null, peerHost, peerPort);
    }

    Association(ContextState context, ParameterStore parameters, SSLSocket socket, String peerHost, int peerPort) {
        this(context, parameters, null, socket, peerHost, peerPort);
    }

    private Association(
            ContextState context,
            ParameterStore parameters,
            SSLEngine engine,
            SSLSocket socket,
            String peerHost,
            int peerPort) {
        this.context = context;
        this.parameters = parameters;
        this.engine = engine;
        this.socket = socket;
        this.none = Session.none(peerHost, peerPort);
    }

    ParameterStore parameters() {
        return parameters;
    }

    /** The socket was connected after it was made. */
    void setPeer(String host, int port) {
        none = Session.none(host, port);
    }

    String peerHost() {
        return none.getPeerHost();
    }

    int peerPort() {
        return none.getPeerPort();
    }

    /** Null before {@link #start}. */
    Connection connection() {
        return connection;
    }

    /**
     * Begins the handshake with the parameters as they are now. Does nothing the second time.
     *
     * @throws IllegalStateException if nobody has said which side this is
     */
    Connection start() throws SSLException {
        starting.lock();
        try {
            if (connection == null) {
                if (!parameters.isModeSet()) {
                    throw new IllegalStateException("Client/Server mode has not yet been set.");
                }
                if (!parameters.getEnableSessionCreation()) { // nothing can be resumed
                    throw new SSLException("No existing session to resume, and session creation is disabled");
                }
                connection = make();
                connection.begin();
            }
            return connection;
        } catch (TlsFault fault) {
            throw exception(fault);
        } finally {
            starting.unlock();
        }
    }

    // ---- what JSSE asks

    /** The connection's session once the handshake is over; until then, or if there never is one, the null session. */
    ExtendedSSLSession session() {
        Connection begun = connection;
        if (begun == null || !begun.isOpen()) {
            return none;
        }
        settle(begun);
        return session;
    }

    /** Null before and after the handshake. */
    SSLSession handshakeSession() {
        Connection begun = connection;
        return begun == null || begun.isOpen() || begun.isFailed() || !session.isUnderWay() ? null : session;
    }

    /** Null while undecided, "" for none. */
    String applicationProtocol() {
        Connection begun = connection;
        return begun == null || !begun.isOpen() ? null : begun.negotiated().applicationProtocol();
    }

    /** Known to managers already; null before and after the handshake. */
    String handshakeApplicationProtocol() {
        Connection begun = connection;
        if (begun == null || begun.isOpen() || begun.isFailed()) {
            return null;
        }
        String agreed = begun.negotiated().applicationProtocol();
        return agreed != null ? agreed : protocolInHandshake;
    }

    SSLException exception(TlsFault fault) {
        Connection begun = connection;
        return begun != null && begun.isOpen() ? Faults.afterHandshake(fault) : Faults.inHandshake(fault);
    }

    /** The session learns what the end of the handshake has settled. */
    private void settle(Connection open) {
        session.update(open.negotiated());
    }

    // ---- making the connection

    private Connection make() {
        HandfastParameters set = parameters.toParameters();
        boolean client = parameters.isClient();
        List<SignatureScheme> schemes = schemes(set, client);
        session = Session.beginning(
                client ? context.clientSessions() : context.serverSessions(),
                peerHost(),
                peerPort(),
                schemes,
                context.random());
        Settings settings = settings(set, client, schemes);
        return client ? TlsClient.connection(settings) : TlsServer.connection(settings);
    }

    private Settings settings(HandfastParameters set, boolean client, List<SignatureScheme> schemes) {
        var plain = new PlainTrust(
                set.getEndpointIdentificationAlgorithm(),
                set.getAlgorithmConstraints(),
                context.policy().disabled());
        Credentials credentials = context.keyManager() == null
                ? Credentials.NONE
                : new KeyManagerCredentials(context.keyManager(), client, engine, socket, session);
        boolean sendsNames = client && context.policy().sendServerName();
        return Settings.builder()
                .versions(Policy.known(Stream.of(set.getProtocols()), ProtocolVersion::named))
                .suites(Policy.known(Stream.of(set.getCipherSuites()), CipherSuite::named).stream()
                        .filter(context.policy().disabled()::permits)
                        .toList())
                .groups(groups(set))
                .signatureSchemes(schemes.stream()
                        .filter(SignatureScheme::signsHandshakes)
                        .toList())
                .certificateSchemes(schemes)
                .serverNames(sendsNames ? ServerNames.toSend(set.getServerNames(), peerHost()) : List.of())
                .applicationProtocols(List.of(set.getApplicationProtocols()))
                .clientAuthentication(clientAuthentication(set))
                .serverPreference(set.getUseCipherSuitesOrder())
                .requestStatus(context.policy().requestStatus())
                .authorities(authorities(client))
                .credentials(credentials)
                .trust(new TrustManagerTrust(context.trustManager(), client, engine, socket, session, plain))
                .policy(new HelloDecisions(set, selector(), session, protocol -> protocolInHandshake = protocol))
                .random(context.random())
                .listener(set.getHandshakeListener())
                .maxMessage(context.policy().maxHandshakeMessage())
                .build();
    }

    private List<SignatureScheme> schemes(HandfastParameters set, boolean client) {
        List<SignatureScheme> allowed =
                client ? context.policy().clientSchemes() : context.policy().serverSchemes();
        String[] names = set.getSignatureSchemes();
        return names == null
                ? allowed
                : Policy.known(Stream.of(names), SignatureScheme::named).stream()
                        .filter(context.policy().disabled()::permits)
                        .toList();
    }

    private List<NamedGroup> groups(HandfastParameters set) {
        String[] names = set.getNamedGroups();
        return names == null
                ? context.policy().groups()
                : Policy.known(Stream.of(names), NamedGroup::named).stream()
                        .filter(context.policy().disabled()::permits)
                        .toList();
    }

    private static ClientAuthentication clientAuthentication(HandfastParameters set) {
        return set.getNeedClientAuth()
                ? ClientAuthentication.NEEDED
                : set.getWantClientAuth() ? ClientAuthentication.WANTED : ClientAuthentication.NONE;
    }

    /** A server says whom it trusts when it asks for a certificate; a client only if the operator wants it. */
    private List<X500Principal> authorities(boolean client) {
        if (client && !context.policy().sendAuthorities()) {
            return List.of();
        }
        return Optional.ofNullable(context.trustManager().getAcceptedIssuers()).stream()
                .flatMap(Stream::of)
                .map(issuer -> issuer.getSubjectX500Principal())
                .distinct()
                .limit(MAX_AUTHORITIES)
                .toList();
    }

    /** A public trust store's names would fill the hello and tell the peer nothing. */
    private static final int MAX_AUTHORITIES = 200;

    private Function<List<String>, String> selector() {
        if (engine != null) {
            var chosen = parameters.getEngineSelector();
            return chosen == null ? null : offered -> chosen.apply(engine, offered);
        }
        var chosen = parameters.getSocketSelector();
        return chosen == null ? null : offered -> chosen.apply(socket, offered);
    }
}
