package dev.handfast;

/**
 * A handshake message as an event shows it. Immutable, as long as nobody writes to {@code bytes}.
 *
 * @param name the standard's name of it, such as {@code ClientHello}
 * @param bytes the whole message, its header of four bytes included, as it lies in its records before they are protected. What
 *     lies there is no secret of the connection's: keys are made of what is not sent
 * @param content what it says, for a person
 */
public record TlsMessage(String name, byte[] bytes, String content) {

    /** Bytes, the header included. */
    public int length() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return name + " (" + bytes.length + " bytes): " + content;
    }
}
