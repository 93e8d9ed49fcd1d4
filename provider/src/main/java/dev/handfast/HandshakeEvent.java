package dev.handfast;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** One thing that happened in a handshake. Events hold no secret and may be logged. Immutable. */
public sealed interface HandshakeEvent {

    /**
     * We queued a handshake message.
     *
     * @param message as it stands in the transcript
     */
    record MessageSent(TlsMessage message) implements HandshakeEvent {}

    /**
     * The peer's handshake message arrived whole.
     *
     * @param message as it stands in the transcript
     */
    record MessageReceived(TlsMessage message) implements HandshakeEvent {}

    /**
     * One question of the negotiation is settled.
     *
     * @param question {@code version}, {@code cipher suite}, {@code group}, {@code signature scheme}, {@code application
     *     protocol}, {@code certificate}, {@code client certificate}, {@code session}, {@code client} or {@code early data}
     * @param answer such as {@code TLS_AES_128_GCM_SHA256}
     * @param reason why this and nothing else
     * @param ours what we could have agreed to, best first; empty where there was nothing to choose from
     * @param theirs what the peer offered, best first; empty where it offered nothing, or we do not know
     */
    record Decided(String question, String answer, String reason, List<String> ours, List<String> theirs)
            implements HandshakeEvent {
        /** Where neither side had a list to choose from. */
        public Decided(String question, String answer, String reason) {
            this(question, answer, reason, List.of(), List.of());
        }
    }

    /**
     * The peer's certificates were looked at.
     *
     * @param chain as the peer sent it, its own certificate first
     * @param checks each thing that was asked of it, in order; if one failed it is the last
     */
    record CertificatesChecked(List<X509Certificate> chain, List<CertificateCheck> checks) implements HandshakeEvent {}

    /**
     * The peer proved who it is.
     *
     * @param subject of its certificate
     * @param proof what was checked, and what proves that it has the key
     */
    record PeerVerified(String subject, String proof) implements HandshakeEvent {}

    /**
     * Both sides know a secret now. The event tells how, and never the secret.
     *
     * @param secret the standard's name of it, such as {@code master secret}
     * @param from what it was made of
     */
    record SecretDerived(String secret, String from) implements HandshakeEvent {}

    /**
     * From here on we protect what we send with other keys.
     *
     * @param epoch {@code early data}, {@code handshake}, {@code application data} or {@code key update}; {@code none} where a
     *     client goes back to plain text because the server has no keys for its early data
     */
    record WriteKeysChanged(String epoch) implements HandshakeEvent {}

    /**
     * From here on the peer protects what it sends with other keys.
     *
     * @param epoch {@code early data}, {@code handshake}, {@code application data} or {@code key update}
     */
    record ReadKeysChanged(String epoch) implements HandshakeEvent {}

    /**
     * Application data may flow both ways.
     *
     * @param group of the key exchange; {@code none} for RSA key transport
     * @param traffic all records of the handshake so far; of ours those alone that the caller has taken, or the socket has sent
     */
    record Completed(String protocol, String cipherSuite, String group, RecordCounts traffic)
            implements HandshakeEvent {}

    /**
     * The handshake has begun and will never be complete. Told once, and never of a handshake that {@link Completed} was told of:
     * each that begins has one of the two, unless the application forgets its connection. What failed behind the handshake is told
     * by its alert alone.
     *
     * @param kind which case it is, as {@link TlsFailure#kind} says it
     * @param alert that ended it, ours or the peer's; empty if none went either way, as where TCP ended
     * @param sentence what is wrong
     * @param remedy what to do; at times the sentence says it, too
     */
    record Failed(FailureKind kind, Optional<TlsFailure.Alert> alert, String sentence, String remedy)
            implements HandshakeEvent {}

    /** We ended the connection: {@code sentence} says why. */
    record AlertSent(String alert, String sentence) implements HandshakeEvent {}

    /** The peer sent an alert. */
    record AlertReceived(String alert) implements HandshakeEvent {}
}
