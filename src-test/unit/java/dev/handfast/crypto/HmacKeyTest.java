package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HmacKeyTest {
    private static final String SECRET = "a very secret key";

    private final byte[] bytes = SECRET.getBytes(StandardCharsets.ISO_8859_1);
    private final HmacKey key = new HmacKey(Hash.SHA_256, bytes);

    /** The JDK's HMAC erases what it is given. */
    @Test
    void whatIsGivenOutIsACopy() {
        key.getEncoded()[0] = 0;
        assertEquals('a', bytes[0]);
    }

    /** With the secret, all that the key has is erased. */
    @Test
    void itLendsTheLiveBytes() {
        new Secret(bytes).close();
        assertArrayEquals(new byte[bytes.length], key.getEncoded());
    }

    @Test
    void anEmptyKeyIsAZero() {
        assertArrayEquals(new byte[1], new HmacKey(Hash.SHA_384, new byte[0]).getEncoded());
    }

    @Test
    void neitherTextNorSerialFormHasTheSecret() throws Exception {
        assertFalse(key.toString().contains("secret"), key::toString);
        var written = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(written)) {
            out.writeObject(key);
        }
        assertFalse(written.toString(StandardCharsets.ISO_8859_1).contains(SECRET));
    }
}
