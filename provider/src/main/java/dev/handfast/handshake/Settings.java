package dev.handfast.handshake;

import dev.handfast.EarlyData;
import dev.handfast.HandshakeListener;
import dev.handfast.KeyLog;
import dev.handfast.message.MaxFragment;
import dev.handfast.message.ServerName;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * All that one handshake may use, already filtered by policy, lists in order of preference. Immutable.
 *
 * @param signatureSchemes for the signatures of the handshake, ours and the peer's
 * @param certificateSchemes for signatures in the peer's certificates
 * @param serverNames client: what {@code server_name} says; empty for no such extension
 * @param applicationProtocols client: what ALPN offers; empty for no such extension
 * @param clientAuthentication server: whether the client is asked for a certificate
 * @param serverPreference server: our order of cipher suites counts, not the client's
 * @param lastResorts server: suites that are chosen only if no other is in common
 * @param extendedMasterSecret TLS 1.2: whether RFC 7627 is used
 * @param legacyResumption TLS 1.2: what becomes of sessions without it
 * @param secureRenegotiation TLS 1.2: what becomes of a peer that does not know RFC 5746
 * @param finiteFields TLS 1.2: which Diffie-Hellman fields are used that no named group tells
 * @param switchedOff numbers of extensions that are neither sent nor, in a ClientHello, read
 * @param maxFragment client: what {@code max_fragment_length} asks for
 * @param middleboxCompatibility client: TLS 1.3 looks like a resumption of TLS 1.2 (RFC 9846 §E.4)
 * @param requestStatus client: a stapled OCSP response is asked for
 * @param authorities what {@code certificate_authorities} says; empty for no such extension
 * @param keyLog told every secret that protects the connection, for debugging
 * @param sessions client: where it finds sessions to resume, and leaves new ones
 * @param tickets server: how it hands sessions to its clients
 * @param sessionIds server, TLS 1.2: how it remembers sessions for clients that take no tickets, if its count is not 0. A session
 *     is remembered under its {@link Negotiated#sessionId}, which {@code seal} returns: the ServerHello has told it to the client
 *     before there is a secret to remember
 * @param sessionBinding what sessions are bound to besides name, protocol and suite: whom we trust, and how names are checked. A
 *     session with another binding is not resumed
 * @param psks keys that both sides have got from elsewhere
 * @param clock what ages sessions
 * @param earlyData client: what it sends before the server answers, if that can be
 * @param earlyDataRules server: which early data it takes
 * @param exclusions why something is not in the lists above
 * @param limits how much is taken from the peer
 */
public record Settings(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> signatureSchemes,
        List<SignatureScheme> certificateSchemes,
        List<ServerName> serverNames,
        List<String> applicationProtocols,
        ClientAuthentication clientAuthentication,
        boolean serverPreference,
        Set<CipherSuite> lastResorts,
        ExtendedMasterSecret extendedMasterSecret,
        LegacyResumption legacyResumption,
        SecureRenegotiation secureRenegotiation,
        FiniteFields finiteFields,
        Set<Integer> switchedOff,
        Optional<MaxFragment> maxFragment,
        boolean middleboxCompatibility,
        boolean requestStatus,
        List<X500Principal> authorities,
        Credentials credentials,
        Trust trust,
        HelloPolicy policy,
        SecureRandom random,
        HandshakeListener listener,
        KeyLog keyLog,
        SessionStore sessions,
        Tickets tickets,
        Tickets sessionIds,
        byte[] sessionBinding,
        ExternalPsks psks,
        InstantSource clock,
        Optional<EarlyData> earlyData,
        EarlyDataRules earlyDataRules,
        Exclusions exclusions,
        Limits limits) {

    /** The suites for {@code version}, in order of preference. */
    public List<CipherSuite> suites(ProtocolVersion version) {
        var ofVersion = new ArrayList<CipherSuite>(); // no stream: several times in a handshake
        for (CipherSuite suite : suites) {
            if (suite.version().equals(version)) {
                ofVersion.add(suite);
            }
        }
        return ofVersion;
    }

    /** Starts from all of TLS 1.3 that we support, no certificate, and trust in nobody. */
    public static Builder builder() {
        return new Builder();
    }

    /** Gathers settings; each method is named for the component that it sets. Not thread-safe. */
    public static final class Builder {
        private List<ProtocolVersion> versions = List.of(ProtocolVersion.TLS_1_3);
        private List<CipherSuite> suites = CipherSuite.ofVersion(ProtocolVersion.TLS_1_3);
        private List<NamedGroup> groups = NamedGroup.DEFAULT;
        private List<SignatureScheme> signatureSchemes = signing(ProtocolVersion.TLS_1_3);
        private List<SignatureScheme> certificateSchemes = List.of(SignatureScheme.values());
        private List<ServerName> serverNames = List.of();
        private List<String> applicationProtocols = List.of();
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private boolean serverPreference = true;
        private Set<CipherSuite> lastResorts = Set.of();
        private ExtendedMasterSecret extendedMasterSecret = ExtendedMasterSecret.WANTED;
        private LegacyResumption legacyResumption = LegacyResumption.REFUSED;
        private SecureRenegotiation secureRenegotiation = SecureRenegotiation.WANTED;
        private FiniteFields finiteFields = FiniteFields.ANY;
        private Set<Integer> switchedOff = Set.of();
        private Optional<MaxFragment> maxFragment = Optional.empty();
        private boolean middleboxCompatibility = true;
        private boolean requestStatus;
        private List<X500Principal> authorities = List.of();
        private Credentials credentials = Credentials.NONE;
        private Trust trust = Distrust.INSTANCE;
        private HelloPolicy policy = HelloPolicy.LENIENT;
        private SecureRandom random;
        private HandshakeListener listener = HandshakeListener.SILENT;
        private KeyLog keyLog = KeyLog.OFF;
        private SessionStore sessions = SessionStore.NONE;
        private Tickets tickets = Tickets.NONE;
        private Tickets sessionIds = Tickets.NONE;
        private byte[] sessionBinding = {};
        private ExternalPsks psks = ExternalPsks.NONE;
        private InstantSource clock = InstantSource.system();
        private Optional<EarlyData> earlyData = Optional.empty();
        private EarlyDataRules earlyDataRules = EarlyDataRules.NONE;
        private Exclusions exclusions = Exclusions.UNKNOWN;
        private Limits limits = Limits.DEFAULT;

        private Builder() {}

        private static List<SignatureScheme> signing(ProtocolVersion version) {
            var signing = new ArrayList<SignatureScheme>();
            for (SignatureScheme scheme : SignatureScheme.values()) {
                if (scheme.signs(version)) {
                    signing.add(scheme);
                }
            }
            return List.copyOf(signing);
        }

        public Builder versions(List<ProtocolVersion> value) {
            versions = List.copyOf(value);
            return this;
        }

        public Builder suites(List<CipherSuite> value) {
            suites = List.copyOf(value);
            return this;
        }

        public Builder groups(List<NamedGroup> value) {
            groups = List.copyOf(value);
            return this;
        }

        public Builder signatureSchemes(List<SignatureScheme> value) {
            signatureSchemes = List.copyOf(value);
            return this;
        }

        public Builder certificateSchemes(List<SignatureScheme> value) {
            certificateSchemes = List.copyOf(value);
            return this;
        }

        public Builder serverNames(List<ServerName> value) {
            serverNames = List.copyOf(value);
            return this;
        }

        public Builder applicationProtocols(List<String> value) {
            applicationProtocols = List.copyOf(value);
            return this;
        }

        public Builder clientAuthentication(ClientAuthentication value) {
            clientAuthentication = value;
            return this;
        }

        public Builder serverPreference(boolean value) {
            serverPreference = value;
            return this;
        }

        public Builder lastResorts(Set<CipherSuite> value) {
            lastResorts = Set.copyOf(value);
            return this;
        }

        public Builder extendedMasterSecret(ExtendedMasterSecret value) {
            extendedMasterSecret = value;
            return this;
        }

        public Builder legacyResumption(LegacyResumption value) {
            legacyResumption = value;
            return this;
        }

        public Builder secureRenegotiation(SecureRenegotiation value) {
            secureRenegotiation = value;
            return this;
        }

        public Builder finiteFields(FiniteFields value) {
            finiteFields = value;
            return this;
        }

        public Builder switchedOff(Set<Integer> value) {
            switchedOff = Set.copyOf(value);
            return this;
        }

        public Builder maxFragment(Optional<MaxFragment> value) {
            maxFragment = value;
            return this;
        }

        public Builder middleboxCompatibility(boolean value) {
            middleboxCompatibility = value;
            return this;
        }

        public Builder requestStatus(boolean value) {
            requestStatus = value;
            return this;
        }

        public Builder authorities(List<X500Principal> value) {
            authorities = List.copyOf(value);
            return this;
        }

        public Builder credentials(Credentials value) {
            credentials = value;
            return this;
        }

        public Builder trust(Trust value) {
            trust = value;
            return this;
        }

        public Builder policy(HelloPolicy value) {
            policy = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            random = value;
            return this;
        }

        public Builder listener(HandshakeListener value) {
            listener = value;
            return this;
        }

        public Builder keyLog(KeyLog value) {
            keyLog = value;
            return this;
        }

        public Builder sessions(SessionStore value) {
            sessions = value;
            return this;
        }

        public Builder tickets(Tickets value) {
            tickets = value;
            return this;
        }

        public Builder sessionIds(Tickets value) {
            sessionIds = value;
            return this;
        }

        public Builder sessionBinding(byte[] value) {
            sessionBinding = value;
            return this;
        }

        public Builder psks(ExternalPsks value) {
            psks = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder earlyData(Optional<EarlyData> value) {
            earlyData = value;
            return this;
        }

        public Builder earlyDataRules(EarlyDataRules value) {
            earlyDataRules = value;
            return this;
        }

        public Builder exclusions(Exclusions value) {
            exclusions = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        public Settings build() {
            return new Settings(
                    versions,
                    suites,
                    groups,
                    signatureSchemes,
                    certificateSchemes,
                    serverNames,
                    applicationProtocols,
                    clientAuthentication,
                    serverPreference,
                    lastResorts,
                    extendedMasterSecret,
                    legacyResumption,
                    secureRenegotiation,
                    finiteFields,
                    switchedOff,
                    maxFragment,
                    middleboxCompatibility,
                    requestStatus,
                    authorities,
                    credentials,
                    trust,
                    policy,
                    random != null ? random : new SecureRandom(),
                    listener,
                    keyLog,
                    sessions,
                    tickets,
                    sessionIds,
                    sessionBinding,
                    psks,
                    clock,
                    earlyData,
                    earlyDataRules,
                    exclusions,
                    limits);
        }
    }
}
