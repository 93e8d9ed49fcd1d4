package dev.handfast;

/** One thing that happened in a handshake. Events hold no secret and may be logged. Immutable. */
public sealed interface HandshakeEvent {

    /**
     * We queued a handshake message.
     *
     * @param name the standard's name of it, such as {@code ClientHello}
     * @param length bytes, its header included
     * @param content what it says, for a person
     */
    record MessageSent(String name, int length, String content) implements HandshakeEvent {}

    /**
     * The peer's handshake message arrived whole.
     *
     * @param name the standard's name of it, such as {@code ServerHello}
     * @param length bytes, its header included
     * @param content what it says, for a person
     */
    record MessageReceived(String name, int length, String content) implements HandshakeEvent {}

    /**
     * We settled one question of the negotiation.
     *
     * @param question such as {@code cipher suite}
     * @param answer such as {@code TLS_AES_128_GCM_SHA256}
     * @param reason why this and nothing else
     */
    record Decided(String question, String answer, String reason) implements HandshakeEvent {}

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
     * @param epoch {@code handshake}, {@code application data} or {@code key update}
     */
    record WriteKeysChanged(String epoch) implements HandshakeEvent {}

    /**
     * From here on the peer protects what it sends with other keys.
     *
     * @param epoch {@code handshake}, {@code application data} or {@code key update}
     */
    record ReadKeysChanged(String epoch) implements HandshakeEvent {}

    /**
     * Application data may flow both ways.
     *
     * @param group of the key exchange; {@code none} for RSA key transport
     */
    record Completed(String protocol, String cipherSuite, String group) implements HandshakeEvent {}

    /** We ended the connection: {@code sentence} says why. */
    record AlertSent(String alert, String sentence) implements HandshakeEvent {}

    /** The peer sent an alert. */
    record AlertReceived(String alert) implements HandshakeEvent {}
}
