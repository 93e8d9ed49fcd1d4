package dev.handfast.handshake;

import dev.handfast.crypto.Signatures;
import dev.handfast.message.CertificateVerify;
import dev.handfast.wire.Alert;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;

/** Proof that the peer is who it says; its factories are the only way to get one. */
public final class PeerAuthenticated {
    private final Negotiated negotiated;

    private PeerAuthenticated(Negotiated negotiated) {
        this.negotiated = negotiated;
    }

    /**
     * The peer's chain is trusted and its key signed {@code content} (RFC 9846 §4.5.2). Slow: deferred work.
     *
     * @param soFar holds the peer's chain
     * @throws TlsFault as {@link Trust#check} says; {@code illegal_parameter} for a scheme that we did not offer or that does
     *     not fit the key; {@code decrypt_error} for a wrong signature
     */
    public static PeerAuthenticated byCertificate(
            Settings settings, Negotiated soFar, String authType, CertificateVerify verify, byte[] content)
            throws TlsFault {
        SignatureScheme scheme = SignatureScheme.of(verify.scheme())
                .filter(settings.signatureSchemes()::contains)
                .orElseThrow(() -> new TlsFault(
                        Alert.ILLEGAL_PARAMETER,
                        "the peer's CertificateVerify uses the scheme 0x" + Integer.toHexString(verify.scheme())
                                + ", which we did not offer"));
        // The cheap proof of possession comes first: a path is not built for somebody who has not got the key.
        Signatures.verify(
                scheme,
                soFar.peerChain().get(0).getPublicKey(),
                soFar.version(),
                content,
                verify.signature(),
                "CertificateVerify");
        settings.trust().check(soFar, authType);
        return new PeerAuthenticated(soFar);
    }

    /** A server did not ask, or a client that was asked but not bound to answer stayed anonymous. */
    public static PeerAuthenticated anonymously(Negotiated soFar) {
        return new PeerAuthenticated(soFar);
    }

    /** What is agreed, the chain that was checked included. */
    public Negotiated negotiated() {
        return negotiated;
    }
}
