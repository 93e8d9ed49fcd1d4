package dev.handfast.jsse;

import dev.handfast.EarlyDataPolicy;
import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeStart;
import dev.handfast.HandshakeStart.Role;
import dev.handfast.KeyLog;
import dev.handfast.PskSource;
import dev.handfast.crypto.DheGroup;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Credentials;
import dev.handfast.handshake.EarlyDataRules;
import dev.handfast.handshake.ExternalPsks;
import dev.handfast.handshake.FiniteFields;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SourcedPsks;
import dev.handfast.handshake.Trust;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.managers.PlainTrust;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509KeyManager;

/** Translates what an application and an operator have set into what one connection may do. Not thread-safe. */
final class ConnectionSettings {
    private final ContextState context;
    private final ParameterStore parameters;
    private final HandfastParameters set;
    private final boolean client;
    private final SSLEngine engine;
    private final SSLSocket socket;

    /**
     * @param engine that of the connection, null if it has a socket
     * @param socket that of the connection, null if it has an engine
     */
    ConnectionSettings(ContextState context, ParameterStore parameters, SSLEngine engine, SSLSocket socket) {
        this.context = context;
        this.parameters = parameters;
        this.set = parameters.toParameters();
        this.client = parameters.isClient();
        this.engine = engine;
        this.socket = socket;
    }

    /** The session of the handshake that begins. */
    Session session(String peerHost, int peerPort) {
        Session session = Session.beginning(
                client ? context.clientSessions() : context.serverSessions(),
                peerHost,
                peerPort,
                asksByName() && set.getServerNames() != null ? set.getServerNames() : List.of(),
                enabled().certificateSchemes(),
                context.random());
        session.expectPackets(set.getMaximumPacketSize());
        if (client && context.policy().offersStatusRequest()) {
            session.askForStatus();
        }
        return session;
    }

    private EnabledAlgorithms enabled() {
        return context.algorithms().of(set, client);
    }

    private boolean asksByName() {
        return client && context.policy().hello().sendServerName();
    }

    /** A client that must not make a new session says nothing at all where there is none to resume. */
    boolean mayBegin(Session session) {
        return !client
                || parameters.getEnableSessionCreation()
                || sessions(session, names(session)).canResume();
    }

    private List<ServerName> names(Session session) {
        return asksByName() ? ServerNames.toSend(set.getServerNames(), session.getPeerHost()) : List.of();
    }

    private ConnectionSessions sessions(Session session, List<ServerName> names) {
        return client
                ? ConnectionSessions.ofClient(context, set, session, names)
                : ConnectionSessions.ofServer(context, set, session);
    }

    /** All that the handshake may use. */
    Settings of(Session session) {
        EnabledAlgorithms enabled = enabled();
        List<ServerName> names = names(session);
        ConnectionSessions sessions = sessions(session, names);
        Policy policy = context.policy();
        return Settings.builder()
                .versions(enabled.versions())
                .suites(enabled.suites())
                .groups(enabled.groups())
                .signatureSchemes(enabled.handshakeSchemes())
                .certificateSchemes(enabled.certificateSchemes())
                .serverNames(names)
                .applicationProtocols(policy.protocolNames().toWire(set.getApplicationProtocols()))
                .clientAuthentication(clientAuthentication())
                .serverPreference(set.getUseCipherSuitesOrder())
                .lastResorts(policy.lastResorts())
                .extendedMasterSecret(policy.extendedMasterSecret())
                .legacyResumption(policy.sessions().legacy())
                .secureRenegotiation(policy.secureRenegotiation())
                .finiteFields(finiteFields(enabled))
                .switchedOff(policy.of(client).switchedOff())
                .maxFragment(
                        policy.hello().limitFragments()
                                ? PacketSize.fragment(set.getMaximumPacketSize())
                                : Optional.empty())
                .middleboxCompatibility(policy.hello().middleboxCompatibility())
                .requestStatus(policy.hello().requestStatus())
                .authorities(asksForCertificate() ? Authorities.of(context.trustManager()) : List.of())
                .credentials(credentials(session))
                .trust(trust(session))
                .policy(new HelloDecisions(set, selector(), policy.protocolNames(), session))
                .random(context.random())
                .listener(listener(session))
                .keyLog(keyLog())
                .sessions(sessions.store())
                .tickets(sessions.tickets())
                .sessionIds(sessions.ids())
                .sessionBinding(sessions.binding())
                .psks(psks(session))
                .earlyData(client ? Optional.ofNullable(set.getEarlyData()) : Optional.empty())
                .earlyDataRules(earlyDataRules(session))
                .exclusions(new ConnectionExclusions(set, policy, client, enabled))
                .limits(policy.limits(client))
                .build();
    }

    private HandshakeListener listener(Session session) {
        var start =
                new HandshakeStart(client ? Role.CLIENT : Role.SERVER, session.getPeerHost(), session.getPeerPort());
        return Listeners.of(set.getHandshakeListener(), context.clientSessions(), start);
    }

    private KeyLog keyLog() {
        KeyLog ofContext = context.clientSessions().getKeyLog();
        return ofContext == KeyLog.OFF ? context.keyLog() : ofContext;
    }

    private Credentials credentials(Session session) {
        return client || parameters.getEnableSessionCreation()
                ? new KeyManagerCredentials(keyManager(), client, engine, socket, session)
                : NewSessionsRefused.INSTANCE;
    }

    private Trust trust(Session session) {
        var plain = new PlainTrust(
                set.getEndpointIdentificationAlgorithm(), set.getAlgorithmConstraints(), context.certificateRules());
        return !client || parameters.getEnableSessionCreation()
                ? new TrustManagerTrust(context.trustManager(), client, engine, socket, session, plain)
                : NewSessionsRefused.INSTANCE;
    }

    private ExternalPsks psks(Session session) {
        PskSource source = set.getPskSource();
        return source != null && parameters.getEnableSessionCreation()
                ? new SourcedPsks(source, session.getPeerHost(), session.getPeerPort())
                : ExternalPsks.NONE;
    }

    private EarlyDataRules earlyDataRules(Session session) {
        EarlyDataPolicy policy = client ? null : set.getEarlyDataPolicy();
        return policy == null
                ? EarlyDataRules.NONE
                : new EarlyDataRules(policy.maxBytes(), policy.filter(), data -> receive(policy, session, data));
    }

    private static void receive(EarlyDataPolicy policy, Session session, byte[] data) throws TlsFault {
        try {
            policy.receiver().receive(session, data);
        } catch (RuntimeException broken) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR, "the application's receiver of early data failed: " + broken, broken);
        }
    }

    private X509KeyManager keyManager() {
        return set.getCredentialFiles() == null
                ? context.keyManager()
                : context.watched().of(set.getCredentialFiles());
    }

    /** A server says whom it trusts when it asks for a certificate; a client only if the operator wants it. */
    private boolean asksForCertificate() {
        return client
                ? context.policy().hello().sendAuthorities()
                : clientAuthentication() != ClientAuthentication.NONE;
    }

    private FiniteFields finiteFields(EnabledAlgorithms enabled) {
        DisabledAlgorithms disabled = context.policy().permissions().tls();
        return new FiniteFields() {
            @Override
            public boolean permits(int bits) {
                return disabled.permitsField(bits);
            }

            @Override
            public Optional<DheGroup> own() {
                return client ? Optional.empty() : context.policy().fields().field(enabled.groups(), disabled);
            }
        };
    }

    private ClientAuthentication clientAuthentication() {
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
