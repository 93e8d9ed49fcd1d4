package dev.handfast.wire;

/** {@code ContentType} of a record (RFC 9846 §5.1). A closed list: any other number is a fault. */
public enum ContentType {
    CHANGE_CIPHER_SPEC(20),
    ALERT(21),
    HANDSHAKE(22),
    APPLICATION_DATA(23);

    private final byte code;

    ContentType(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** The type with this number; {@code unexpected_message} where there is none (RFC 9846 §5). */
    public static ContentType of(int code) throws TlsFault {
        return switch (code) {
            case 20 -> CHANGE_CIPHER_SPEC;
            case 21 -> ALERT;
            case 22 -> HANDSHAKE;
            case 23 -> APPLICATION_DATA;
            default ->
                throw new TlsFault(
                        Alert.UNEXPECTED_MESSAGE, "a record from the peer has the unknown content type " + code);
        };
    }
}
