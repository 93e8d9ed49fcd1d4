package dev.handfast;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.PskCredential.HashAlgorithm;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PskCredentialTest {
    private static final byte[] NAME = "meter".getBytes(US_ASCII);

    private static byte[] key() {
        byte[] key = new byte[16];
        Arrays.fill(key, (byte) 'K');
        return key;
    }

    @Test
    void itCopiesErasesAndKeepsSilent() {
        byte[] key = key();
        byte[] context = {1};
        PskCredential credential = PskCredential.imported(NAME.clone(), key, HashAlgorithm.SHA_384, context);
        key[0] = 0;
        context[0] = 0;
        credential.key().orElseThrow()[1] = 0;
        credential.identity()[0] = 0;
        credential.context().orElseThrow()[0] = 0;
        assertArrayEquals(key(), credential.key().orElseThrow());
        assertArrayEquals(NAME, credential.identity());
        assertArrayEquals(new byte[] {1}, credential.context().orElseThrow());
        assertEquals("pre-shared key of \"meter\" with SHA-384, imported", credential.toString());
        credential.destroy();
        assertEquals(Optional.empty(), credential.key());
    }

    @Test
    void anIdentityIsReadAsAPersonReadsIt() {
        assertEquals("\"a b~\"", PskCredential.text("a b~".getBytes(US_ASCII)));
        assertEquals("0x610a", PskCredential.text(new byte[] {'a', '\n'}));
        assertEquals("0xff", PskCredential.text(new byte[] {-1}));
    }

    @Test
    void whatCannotWorkIsRefused() {
        var shortKey = assertThrows(
                IllegalArgumentException.class, () -> PskCredential.of(NAME, new byte[15], HashAlgorithm.SHA_256));
        assertTrue(shortKey.getMessage().contains("openssl rand 32"), shortKey::getMessage);
        assertThrows(IllegalArgumentException.class, () -> PskCredential.of(new byte[0], key(), HashAlgorithm.SHA_256));
        assertThrows(
                IllegalArgumentException.class, () -> PskCredential.of(new byte[0xFFFF], key(), HashAlgorithm.SHA_256));
        assertThrows(
                IllegalArgumentException.class,
                () -> PskCredential.imported(NAME, key(), HashAlgorithm.SHA_256, new byte[0xFFFF]));
        assertThrows(NullPointerException.class, () -> PskCredential.of(NAME, key(), null));
    }

    @Test
    void aListOffersTheFirstAndFindsAll() {
        PskCredential one = PskCredential.of(NAME, key(), HashAlgorithm.SHA_256);
        PskCredential other = PskCredential.of(new byte[] {1}, key(), HashAlgorithm.SHA_256);
        PskSource source = PskSource.of(one, other);
        assertEquals(Optional.of(one), source.offer(null, -1));
        assertEquals(Optional.of(other), source.find(new byte[] {1}));
        assertFalse(source.find(new byte[] {2}).isPresent());
        assertFalse(PskSource.of().offer("host", 443).isPresent());
    }
}
