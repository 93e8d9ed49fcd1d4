package dev.handfast.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;

/** What a test expects of bytes that are no message. */
final class Faults {
    private Faults() {}

    /** By a handshake of TLS 1.3. */
    static void assertRefused(Alert alert, byte[] message) {
        assertRefused(Version.TLS_1_3, alert, message, "");
    }

    static void assertRefused(Version version, Alert alert, byte[] message, String what) {
        assertEquals(
                alert,
                assertThrows(TlsFault.class, () -> version.decode(message), what)
                        .alert(),
                what);
    }

    /** The message whose body is the first {@code length} bytes of that of {@code message}; its header says so. */
    static byte[] withBodyOf(int length, byte[] message) {
        return message(message[0], Arrays.copyOfRange(message, 4, 4 + length));
    }

    static byte[] message(int type, byte[] body) {
        return new ByteWriter().uint8(type).opaque(0xFFFFFF, body).toByteArray();
    }
}
