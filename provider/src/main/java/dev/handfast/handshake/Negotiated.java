package dev.handfast.handshake;

import dev.handfast.message.ServerName;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the two sides have agreed on so far. Immutable; grows by copies.
 *
 * @param version null before the hellos are through, like {@code suite}
 * @param group null before the hellos are through, and where the key exchange has none: RSA key transport, or a finite field
 *     that a TLS 1.2 server made up
 * @param extendedMasterSecret TLS 1.2: the master secret depends on all that was said (RFC 7627)
 * @param encryptThenMac TLS 1.2: CBC records have their MAC over the ciphertext (RFC 7366)
 * @param sessionId of TLS 1.2 (RFC 5246 §7.4.1.3); empty in TLS 1.3 and where the server gave none
 * @param serverNames client: those sent; server: those received
 * @param applicationProtocol null while undecided, "" for none
 * @param peerSchemes signatures that the peer takes in our certificates: its {@code signature_algorithms_cert}, else its
 *     {@code signature_algorithms}; empty before they are known
 * @param localChain the certificates that we sent; empty if none
 * @param peerChain the certificates that the peer sent; empty if none
 * @param statusResponses OCSP responses (DER), one for each certificate of the peer that had one, in order
 * @param resumedSince when the peer was authenticated, if that was in an earlier connection, which this one resumes; resuming
 *     again does not renew it
 * @param pskHolder the peer, if an external PSK has proved it
 */
public record Negotiated(
        ProtocolVersion version,
        CipherSuite suite,
        NamedGroup group,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        byte[] sessionId,
        List<ServerName> serverNames,
        String applicationProtocol,
        List<SignatureScheme> peerSchemes,
        List<X509Certificate> localChain,
        List<X509Certificate> peerChain,
        List<byte[]> statusResponses,
        Optional<Instant> resumedSince,
        Optional<PskHolder> pskHolder) {
    private static final byte[] NO_ID = {};

    private static final Negotiated NOTHING = beginning(List.of());

    /** Nothing is agreed yet but the names that a client is going to send. */
    public static Negotiated nothing(List<ServerName> serverNames) {
        return serverNames.isEmpty() ? NOTHING : beginning(serverNames);
    }

    private static Negotiated beginning(List<ServerName> serverNames) {
        return new Negotiated(
                null,
                null,
                null,
                false,
                false,
                NO_ID,
                serverNames,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The name of the group for a person, "none" where the key exchange has none. */
    public String groupName() {
        return group == null ? "none" : group.toString();
    }

    public Negotiated with(ProtocolVersion version, CipherSuite suite, NamedGroup group) {
        var draft = new Draft(this);
        draft.version = version;
        draft.suite = suite;
        draft.group = group;
        return draft.done();
    }

    /** TLS 1.2: whether RFC 7627 protects the master secret, and RFC 7366 the records. */
    public Negotiated withProtection(boolean extendedMasterSecret, boolean encryptThenMac) {
        var draft = new Draft(this);
        draft.extendedMasterSecret = extendedMasterSecret;
        draft.encryptThenMac = encryptThenMac;
        return draft.done();
    }

    public Negotiated withSessionId(byte[] id) {
        var draft = new Draft(this);
        draft.sessionId = id;
        return draft.done();
    }

    public Negotiated withServerNames(List<ServerName> names) {
        var draft = new Draft(this);
        draft.serverNames = names;
        return draft.done();
    }

    public Negotiated withApplicationProtocol(String protocol) {
        var draft = new Draft(this);
        draft.applicationProtocol = protocol;
        return draft.done();
    }

    public Negotiated withPeerSchemes(List<SignatureScheme> schemes) {
        var draft = new Draft(this);
        draft.peerSchemes = schemes;
        return draft.done();
    }

    public Negotiated withLocalChain(List<X509Certificate> chain) {
        var draft = new Draft(this);
        draft.localChain = chain;
        return draft.done();
    }

    public Negotiated withPeerChain(List<X509Certificate> chain, List<byte[]> responses) {
        var draft = new Draft(this);
        draft.peerChain = chain;
        draft.statusResponses = responses;
        return draft.done();
    }

    /** The connection resumes a session whose peer was authenticated at {@code since}. */
    public Negotiated resuming(Instant since) {
        var draft = new Draft(this);
        draft.resumedSince = Optional.of(since);
        return draft.done();
    }

    public Negotiated withPskHolder(PskHolder holder) {
        var draft = new Draft(this);
        draft.pskHolder = Optional.of(holder);
        return draft.done();
    }

    /** A copy in the making. */
    private static final class Draft {
        private ProtocolVersion version;
        private CipherSuite suite;
        private NamedGroup group;
        private boolean extendedMasterSecret;
        private boolean encryptThenMac;
        private byte[] sessionId;
        private List<ServerName> serverNames;
        private String applicationProtocol;
        private List<SignatureScheme> peerSchemes;
        private List<X509Certificate> localChain;
        private List<X509Certificate> peerChain;
        private List<byte[]> statusResponses;
        private Optional<Instant> resumedSince;
        private Optional<PskHolder> pskHolder;

        Draft(Negotiated from) {
            version = from.version;
            suite = from.suite;
            group = from.group;
            extendedMasterSecret = from.extendedMasterSecret;
            encryptThenMac = from.encryptThenMac;
            sessionId = from.sessionId;
            serverNames = from.serverNames;
            applicationProtocol = from.applicationProtocol;
            peerSchemes = from.peerSchemes;
            localChain = from.localChain;
            peerChain = from.peerChain;
            statusResponses = from.statusResponses;
            resumedSince = from.resumedSince;
            pskHolder = from.pskHolder;
        }

        Negotiated done() {
            return new Negotiated(
                    version,
                    suite,
                    group,
                    extendedMasterSecret,
                    encryptThenMac,
                    sessionId,
                    serverNames,
                    applicationProtocol,
                    peerSchemes,
                    localChain,
                    peerChain,
                    statusResponses,
                    resumedSince,
                    pskHolder);
        }
    }
}
