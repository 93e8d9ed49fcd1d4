package dev.handfast.handshake;

import dev.handfast.CertificateCheck;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.crypto.Signatures;
import dev.handfast.message.CertificateVerify;
import dev.handfast.wire.Alert;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proof that the peer is who it says; its factories are the only way to get one. */
public final class PeerAuthenticated {
    private static final String TRUSTED = "its chain leads to an authority that we trust";

    private final Negotiated negotiated;
    private final String proof;
    private final SignedMessage signed;
    private final Optional<HandshakeEvent.CertificatesChecked> checked;

    /** The message of the peer that was signed, and how. */
    private record SignedMessage(String name, SignatureScheme scheme) {
        @Override
        public String toString() {
            return ", and the signature in its " + name + " (" + scheme + ") shows that it has the key";
        }
    }

    private PeerAuthenticated(Negotiated negotiated, String proof) {
        this(negotiated, proof, null, Optional.empty());
    }

    private PeerAuthenticated(
            Negotiated negotiated,
            String proof,
            SignedMessage signed,
            Optional<HandshakeEvent.CertificatesChecked> checked) {
        this.negotiated = negotiated;
        this.proof = proof;
        this.signed = signed;
        this.checked = checked;
    }

    /**
     * The peer's chain is trusted and its key signed {@code content} by CertificateVerify (RFC 9846 §4.5.2, RFC 5246 §7.4.8).
     * Slow: deferred work.
     *
     * @param soFar holds the version and the peer's chain
     * @throws TlsFault as {@link Trust#check} says; {@code illegal_parameter} for a scheme that we did not offer or that does
     *     not fit the key; {@code decrypt_error} for a wrong signature
     */
    public static PeerAuthenticated byCertificate(
            Settings settings, Negotiated soFar, String authType, CertificateVerify verify, byte[] content)
            throws TlsFault {
        return bySignature(
                settings, soFar, authType, "CertificateVerify", verify.scheme(), content, verify.signature());
    }

    /**
     * The server's chain is trusted and its key signed the parameters of the key exchange (RFC 5246 §7.4.3). Slow: deferred work.
     *
     * @param content what is signed: {@link SecurityParameters#signedContent}
     * @throws TlsFault as {@link #byCertificate}
     */
    public static PeerAuthenticated byKeyExchange(
            Settings settings, Negotiated soFar, String authType, int scheme, byte[] content, byte[] signature)
            throws TlsFault {
        return bySignature(settings, soFar, authType, "ServerKeyExchange", scheme, content, signature);
    }

    /**
     * The server's chain is trusted. That it has the key is proved later, by its Finished: without the key it could not know the
     * secret that is sent under it (RFC 5246 §7.4.7.1). Slow: deferred work.
     */
    public static PeerAuthenticated byKeyTransport(Settings settings, Negotiated soFar, String authType)
            throws TlsFault {
        var checked = judge(settings, soFar, authType);
        return new PeerAuthenticated(
                soFar,
                TRUSTED + "; that it has the key will show when it can read what is sent under it",
                null,
                checked);
    }

    /**
     * The peer knows a key that an earlier connection gave to both, in which it was authenticated (RFC 9846 §2.2,
     * RFC 5246 §7.3), or one from elsewhere: no certificate is looked at. Its Finished, or the binder, proves that it has the key.
     *
     * @param agreed holds who it was at that time, or the name of the key
     */
    public static PeerAuthenticated byPsk(Negotiated agreed) {
        return new PeerAuthenticated(
                agreed,
                agreed.resumedSince().isPresent()
                        ? "it has the key of an earlier connection, in which it was authenticated"
                        : "it has the key that was agreed outside of TLS");
    }

    private static PeerAuthenticated bySignature(
            Settings settings,
            Negotiated soFar,
            String authType,
            String message,
            int code,
            byte[] content,
            byte[] signature)
            throws TlsFault {
        Optional<SignatureScheme> known = SignatureScheme.of(code);
        if (known.isEmpty()
                || !settings.signatureSchemes().contains(known.get())
                || !known.get().signs(soFar.version())) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + message + " uses the scheme 0x" + Integer.toHexString(code)
                            + ", which we did not offer for " + soFar.version());
        }
        SignatureScheme scheme = known.get();
        // The cheap proof of possession comes first: a path is not built for somebody who has not got the key.
        Signatures.verify(
                scheme, soFar.peerChain().get(0).getPublicKey(), soFar.version(), content, signature, message);
        var checked = judge(settings, soFar, authType);
        return new PeerAuthenticated(soFar, TRUSTED, new SignedMessage(message, scheme), checked);
    }

    /** What was asked of the chain, if somebody listens. The work is deferred, so that it is told later. */
    private static Optional<HandshakeEvent.CertificatesChecked> judge(
            Settings settings, Negotiated soFar, String authType) throws TlsFault {
        if (settings.listener() == HandshakeListener.SILENT) {
            settings.trust().check(soFar, authType);
            return Optional.empty();
        }
        var checks = new ArrayList<CertificateCheck>();
        try {
            settings.trust().check(soFar, authType, checks::add);
        } catch (TlsFault refused) {
            throw new ChainRefused(refused, checked(soFar, checks));
        }
        return Optional.of(checked(soFar, checks));
    }

    private static HandshakeEvent.CertificatesChecked checked(Negotiated soFar, List<CertificateCheck> checks) {
        return new HandshakeEvent.CertificatesChecked(soFar.peerChain(), List.copyOf(checks));
    }

    /** A server did not ask, or a client that was asked but not bound to answer stayed anonymous. */
    public static PeerAuthenticated anonymously(Negotiated soFar) {
        return new PeerAuthenticated(soFar, "nobody was asked");
    }

    /** Tells what was asked of the peer's certificates, if any were shown, and what proves who it is. */
    public void tell(Flow flow) {
        if (!flow.isHeard()) {
            return;
        }
        if (checked.isPresent()) {
            flow.emit(checked.get());
        }
        flow.emit(verified());
    }

    private HandshakeEvent.PeerVerified verified() {
        return new HandshakeEvent.PeerVerified(peer(), signed == null ? proof : proof + signed);
    }

    private String peer() {
        if (negotiated.peerChain().isEmpty()) {
            return negotiated.pskHolder().map(PskHolder::toString).orElse("somebody without a certificate");
        }
        return negotiated.peerChain().get(0).getSubjectX500Principal().toString();
    }

    /** What is agreed, the chain that was checked included. */
    public Negotiated negotiated() {
        return negotiated;
    }
}
