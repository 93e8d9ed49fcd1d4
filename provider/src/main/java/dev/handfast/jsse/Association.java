package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.client.TlsClient;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Connection;
import dev.handfast.handshake.FiniteFields;
import dev.handfast.handshake.Settings;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.managers.PlainTrust;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509KeyManager;

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

    Policy policy() {
        return context.policy();
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
                connection = make();
                if (!parameters.getEnableSessionCreation()) { // nothing can be resumed
                    refuse(parameters.isClient());
                }
                connection.begin();
            }
            return connection;
        } catch (TlsFault fault) {
            throw exception(fault);
        } finally {
            starting.unlock();
        }
    }

    /** A client says nothing at all, a server tells that it will not. */
    private void refuse(boolean client) throws TlsFault {
        if (!client) {
            connection.begin();
        }
        connection.fail(new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                "No existing session to resume, and a new one must not be made: setEnableSessionCreation(false)"));
        connection.checkFault();
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

    /** A record of {@code length} bytes has come, or waits for a larger buffer than the application brought. */
    void sawRecord(int length) {
        if (parameters.getMaximumPacketSize() > 0) {
            session.sawRecord(length);
        }
    }

    /** Null before and after the handshake. */
    SSLSession handshakeSession() {
        Connection begun = connection;
        return begun == null || begun.isOpen() || begun.isFailed() || !session.isUnderWay() ? null : session;
    }

    /** Null while undecided, "" for none. */
    String applicationProtocol() {
        Connection begun = connection;
        return begun == null || !begun.isOpen()
                ? null
                : policy().protocolNames().fromWire(begun.negotiated().applicationProtocol());
    }

    /** Known to managers already; null before and after the handshake. */
    String handshakeApplicationProtocol() {
        Connection begun = connection;
        if (begun == null || begun.isOpen() || begun.isFailed()) {
            return null;
        }
        String agreed = begun.negotiated().applicationProtocol();
        return policy().protocolNames().fromWire(agreed != null ? agreed : protocolInHandshake);
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
        EnabledAlgorithms enabled = context.algorithms().of(set, client);
        List<SNIServerName> asked = client && policy().hello().sendServerName()
                ? ServerNames.asked(set.getServerNames(), peerHost())
                : List.of();
        session = Session.beginning(
                client ? context.clientSessions() : context.serverSessions(),
                peerHost(),
                peerPort(),
                asked,
                enabled.certificateSchemes(),
                context.random());
        session.expectPackets(set.getMaximumPacketSize());
        Settings settings = settings(set, enabled, asked, client);
        return client ? TlsClient.connection(settings) : TlsServer.connection(settings);
    }

    private Settings settings(
            HandfastParameters set, EnabledAlgorithms enabled, List<SNIServerName> asked, boolean client) {
        var plain = new PlainTrust(
                set.getEndpointIdentificationAlgorithm(), set.getAlgorithmConstraints(), context.certificateRules());
        return Settings.builder()
                .versions(enabled.versions())
                .suites(enabled.suites())
                .groups(enabled.groups())
                .signatureSchemes(enabled.handshakeSchemes())
                .certificateSchemes(enabled.certificateSchemes())
                .serverNames(ServerNames.toSend(asked))
                .applicationProtocols(Stream.of(set.getApplicationProtocols())
                        .map(policy().protocolNames()::toWire)
                        .toList())
                .clientAuthentication(clientAuthentication(set))
                .serverPreference(set.getUseCipherSuitesOrder())
                .lastResorts(policy().lastResorts())
                .extendedMasterSecret(policy().extendedMasterSecret())
                .secureRenegotiation(policy().secureRenegotiation())
                .finiteFields(finiteFields(enabled, client))
                .switchedOff(policy().of(client).switchedOff())
                .maxFragment(
                        policy().hello().limitFragments()
                                ? PacketSize.fragment(set.getMaximumPacketSize())
                                : Optional.empty())
                .middleboxCompatibility(policy().hello().middleboxCompatibility())
                .requestStatus(policy().hello().requestStatus())
                .authorities(asksForCertificate(set, client) ? Authorities.of(context.trustManager()) : List.of())
                .credentials(new KeyManagerCredentials(keyManager(set), client, engine, socket, session))
                .trust(new TrustManagerTrust(context.trustManager(), client, engine, socket, session, plain))
                .policy(new HelloDecisions(
                        set, selector(), policy().protocolNames(), session, protocol -> protocolInHandshake = protocol))
                .random(context.random())
                .listener(set.getHandshakeListener())
                .limits(policy().limits(client))
                .build();
    }

    private X509KeyManager keyManager(HandfastParameters set) {
        return set.getCredentialFiles() == null
                ? context.keyManager()
                : context.watched().of(set.getCredentialFiles());
    }

    /** A server says whom it trusts when it asks for a certificate; a client only if the operator wants it. */
    private boolean asksForCertificate(HandfastParameters set, boolean client) {
        return client ? policy().hello().sendAuthorities() : clientAuthentication(set) != ClientAuthentication.NONE;
    }

    private FiniteFields finiteFields(EnabledAlgorithms enabled, boolean client) {
        DisabledAlgorithms disabled = policy().permissions().tls();
        return new FiniteFields(
                disabled::permitsField,
                client ? Optional.empty() : policy().fields().field(enabled.groups(), disabled));
    }

    private static ClientAuthentication clientAuthentication(HandfastParameters set) {
        return set.getNeedClientAuth()
                ? ClientAuthentication.NEEDED
                : set.getWantClientAuth() ? ClientAuthentication.WANTED : ClientAuthentication.NONE;
    }

    private Function<List<String>, String> selector() {
        if (engine != null) {
            var chosen = parameters.getEngineSelector();
            return chosen == null ? null : offered -> chosen.apply(engine, offered);
        }
        var chosen = parameters.getSocketSelector();
        return chosen == null ? null : offered -> chosen.apply(socket, offered);
    }
}
