package dev.handfast.wire;

import java.util.Map;

/**
 * {@code HandshakeType} (RFC 9846 §4, RFC 5246 §7.4).
 *
 * @param code 0 to 255
 */
public record HandshakeType(int code) {
    public static final HandshakeType HELLO_REQUEST = new HandshakeType(0);
    public static final HandshakeType CLIENT_HELLO = new HandshakeType(1);
    public static final HandshakeType SERVER_HELLO = new HandshakeType(2);
    public static final HandshakeType NEW_SESSION_TICKET = new HandshakeType(4);
    public static final HandshakeType END_OF_EARLY_DATA = new HandshakeType(5);
    public static final HandshakeType ENCRYPTED_EXTENSIONS = new HandshakeType(8);
    public static final HandshakeType CERTIFICATE = new HandshakeType(11);
    public static final HandshakeType SERVER_KEY_EXCHANGE = new HandshakeType(12);
    public static final HandshakeType CERTIFICATE_REQUEST = new HandshakeType(13);
    public static final HandshakeType SERVER_HELLO_DONE = new HandshakeType(14);
    public static final HandshakeType CERTIFICATE_VERIFY = new HandshakeType(15);
    public static final HandshakeType CLIENT_KEY_EXCHANGE = new HandshakeType(16);
    public static final HandshakeType FINISHED = new HandshakeType(20);
    public static final HandshakeType CERTIFICATE_STATUS = new HandshakeType(22);
    public static final HandshakeType KEY_UPDATE = new HandshakeType(24);

    /** Never sent: stands for the first ClientHello in the transcript after a HelloRetryRequest (RFC 9846 §4.1). */
    public static final HandshakeType MESSAGE_HASH = new HandshakeType(254);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "HelloRequest"),
            Map.entry(1, "ClientHello"),
            Map.entry(2, "ServerHello"),
            Map.entry(4, "NewSessionTicket"),
            Map.entry(5, "EndOfEarlyData"),
            Map.entry(8, "EncryptedExtensions"),
            Map.entry(11, "Certificate"),
            Map.entry(12, "ServerKeyExchange"),
            Map.entry(13, "CertificateRequest"),
            Map.entry(14, "ServerHelloDone"),
            Map.entry(15, "CertificateVerify"),
            Map.entry(16, "ClientKeyExchange"),
            Map.entry(20, "Finished"),
            Map.entry(22, "CertificateStatus"),
            Map.entry(24, "KeyUpdate"),
            Map.entry(254, "message_hash"));

    // By hand, as a record's own is made of method handles, which cost a JVM's first handshake milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof HandshakeType that && code == that.code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /** The name of the message as the standard writes it, such as {@code ClientHello}. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name == null ? "handshake message " + code : name;
    }
}
