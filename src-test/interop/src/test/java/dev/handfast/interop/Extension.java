package dev.handfast.interop;

/** An extension of the hellos of TLS 1.2. */
enum Extension {
    SERVER_NAME(0),
    APPLICATION_LAYER_PROTOCOL_NEGOTIATION(16),
    ENCRYPT_THEN_MAC(22),
    EXTENDED_MASTER_SECRET(23),
    SESSION_TICKET(35);

    final int code;

    Extension(int code) {
        this.code = code;
    }
}
