package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Gives what it is told to give, and nothing after it. */
final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient List<byte[]> left;

    Given(byte[]... given) {
        this.left = new ArrayList<>(List.of(given));
    }

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] next = left.remove(0);
        assertEquals(next.length, bytes.length);
        System.arraycopy(next, 0, bytes, 0, next.length);
    }
}
