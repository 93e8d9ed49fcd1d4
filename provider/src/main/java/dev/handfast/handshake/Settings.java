package dev.handfast.handshake;

import dev.handfast.HandshakeListener;
import dev.handfast.message.ServerName;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
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
 * @param extendedMasterSecret TLS 1.2: RFC 7627 is offered and taken
 * @param requestStatus client: a stapled OCSP response is asked for
 * @param authorities what {@code certificate_authorities} says; empty for no such extension
 * @param maxMessage bytes of the longest handshake message that is taken
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
        boolean extendedMasterSecret,
        boolean requestStatus,
        List<X500Principal> authorities,
        Credentials credentials,
        Trust trust,
        HelloPolicy policy,
        SecureRandom random,
        HandshakeListener listener,
        int maxMessage) {

    /** The suites for {@code version}, in order of preference. */
    public List<CipherSuite> suites(ProtocolVersion version) {
        return suites.stream().filter(suite -> suite.version().equals(version)).toList();
    }

    /** Starts from all of TLS 1.3 that we support, no certificate, and trust in nobody. */
    public static Builder builder() {
        return new Builder();
    }

    /** Gathers settings; each method is named for the component that it sets. Not thread-safe. */
    public static final class Builder {
        private List<ProtocolVersion> versions = List.of(ProtocolVersion.TLS_1_3);
        private List<CipherSuite> suites = CipherSuite.ofVersion(ProtocolVersion.TLS_1_3);
        private List<NamedGroup> groups = NamedGroup.SUPPORTED;
        private List<SignatureScheme> signatureSchemes = Stream.of(SignatureScheme.values())
                .filter(scheme -> scheme.signs(ProtocolVersion.TLS_1_3))
                .toList();
        private List<SignatureScheme> certificateSchemes = List.of(SignatureScheme.values());
        private List<ServerName> serverNames = List.of();
        private List<String> applicationProtocols = List.of();
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private boolean serverPreference = true;
        private boolean extendedMasterSecret = true;
        private boolean requestStatus;
        private List<X500Principal> authorities = List.of();
        private Credentials credentials = Credentials.NONE;
        private Trust trust = Distrust.INSTANCE;
        private HelloPolicy policy = HelloPolicy.LENIENT;
        private SecureRandom random;
        private HandshakeListener listener = HandshakeListener.SILENT;
        private int maxMessage = 1 << 17;

        private Builder() {}

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

        public Builder extendedMasterSecret(boolean value) {
            extendedMasterSecret = value;
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

        public Builder maxMessage(int value) {
            maxMessage = value;
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
                    extendedMasterSecret,
                    requestStatus,
                    authorities,
                    credentials,
                    trust,
                    policy,
                    random != null ? random : new SecureRandom(),
                    listener,
                    maxMessage);
        }
    }
}
