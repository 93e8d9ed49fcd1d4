package dev.handfast.handshake;

import dev.handfast.message.ServerName;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the two sides have agreed on so far. Immutable; grows by copies.
 *
 * @param version null before the hellos are through, like {@code suite}
 * @param group null before the hellos are through, and where the key exchange has none: RSA key transport, or a finite field
 *     that a TLS 1.2 server made up
 * @param sessionId of TLS 1.2 (RFC 5246 §7.4.1.3); empty in TLS 1.3 and where the server gave none
 * @param serverNames client: those sent; server: those received
 * @param applicationProtocol null while undecided, "" for none
 * @param peerSchemes signatures that the peer takes in our certificates: its {@code signature_algorithms_cert}, else its
 *     {@code signature_algorithms}; empty before they are known
 * @param localChain the certificates that we sent; empty if none
 * @param peerChain the certificates that the peer sent; empty if none
 * @param statusResponses OCSP responses (DER), one for each certificate of the peer that had one, in order
 */
public record Negotiated(
        ProtocolVersion version,
        CipherSuite suite,
        NamedGroup group,
        byte[] sessionId,
        List<ServerName> serverNames,
        String applicationProtocol,
        List<SignatureScheme> peerSchemes,
        List<X509Certificate> localChain,
        List<X509Certificate> peerChain,
        List<byte[]> statusResponses) {
    private static final byte[] NO_ID = {};

    /** Nothing is agreed yet but the names that a client is going to send. */
    public static Negotiated nothing(List<ServerName> serverNames) {
        return new Negotiated(null, null, null, NO_ID, serverNames, null, List.of(), List.of(), List.of(), List.of());
    }

    /** The name of the group for a person, "none" where the key exchange has none. */
    public String groupName() {
        return group == null ? "none" : group.toString();
    }

    public Negotiated with(ProtocolVersion version, CipherSuite suite, NamedGroup group) {
        return new Negotiated(
                version,
                suite,
                group,
                sessionId,
                serverNames,
                applicationProtocol,
                peerSchemes,
                localChain,
                peerChain,
                statusResponses);
    }

    public Negotiated withSessionId(byte[] id) {
        return new Negotiated(
                version,
                suite,
                group,
                id,
                serverNames,
                applicationProtocol,
                peerSchemes,
                localChain,
                peerChain,
                statusResponses);
    }

    public Negotiated withServerNames(List<ServerName> names) {
        return new Negotiated(
                version,
                suite,
                group,
                sessionId,
                names,
                applicationProtocol,
                peerSchemes,
                localChain,
                peerChain,
                statusResponses);
    }

    public Negotiated withApplicationProtocol(String protocol) {
        return new Negotiated(
                version,
                suite,
                group,
                sessionId,
                serverNames,
                protocol,
                peerSchemes,
                localChain,
                peerChain,
                statusResponses);
    }

    public Negotiated withPeerSchemes(List<SignatureScheme> schemes) {
        return new Negotiated(
                version,
                suite,
                group,
                sessionId,
                serverNames,
                applicationProtocol,
                schemes,
                localChain,
                peerChain,
                statusResponses);
    }

    public Negotiated withLocalChain(List<X509Certificate> chain) {
        return new Negotiated(
                version,
                suite,
                group,
                sessionId,
                serverNames,
                applicationProtocol,
                peerSchemes,
                chain,
                peerChain,
                statusResponses);
    }

    public Negotiated withPeerChain(List<X509Certificate> chain, List<byte[]> responses) {
        return new Negotiated(
                version,
                suite,
                group,
                sessionId,
                serverNames,
                applicationProtocol,
                peerSchemes,
                localChain,
                chain,
                responses);
    }
}
