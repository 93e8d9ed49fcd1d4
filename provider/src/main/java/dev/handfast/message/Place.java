package dev.handfast.message;

/** A message that carries extensions (the table of RFC 9846 §4.3, and RFC 5246 §7.4.1.4). */
public enum Place {
    CLIENT_HELLO("ClientHello"),
    SERVER_HELLO("ServerHello"),
    /** Of TLS 1.2, which has no EncryptedExtensions: all answers stand here. */
    SERVER_HELLO_12("ServerHello"),
    HELLO_RETRY_REQUEST("HelloRetryRequest"),
    ENCRYPTED_EXTENSIONS("EncryptedExtensions"),
    CERTIFICATE_REQUEST("CertificateRequest"),
    CERTIFICATE_ENTRY("Certificate"),
    NEW_SESSION_TICKET("NewSessionTicket");

    private final String message;

    Place(String message) {
        this.message = message;
    }

    /** The standard's name of the message. */
    @Override
    public String toString() {
        return message;
    }
}
