package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** What goes over one connection. It is text, which no program mistakes for an order or turns into something else. */
record Exchange(byte[] toPeer, byte[] fromPeer) {
    private static final int LINE = 64;

    /** @param length bytes each way */
    static Exchange of(int length) {
        return new Exchange(text(length, 1), text(length, 2));
    }

    private static byte[] text(int length, long seed) {
        var random = new SplittableRandom(seed);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (i % LINE == LINE - 1 ? '\n' : random.nextInt('a', 'z' + 1));
        }
        return text;
    }

    static void assertSame(byte[] sent, byte[] arrived, String direction) {
        if (!digest(sent).equals(digest(arrived))) {
            assertEquals(sent.length, arrived.length, direction + ": bytes that arrived");
            throw new AssertionError(direction + ": differs from byte " + Arrays.mismatch(sent, arrived) + " on");
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
