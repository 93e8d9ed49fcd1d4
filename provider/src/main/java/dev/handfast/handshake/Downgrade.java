package dev.handfast.handshake;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * The sentinel at the end of {@code ServerHello.random} (RFC 9846 §4.2.3): a server that speaks TLS 1.3 says so where somebody on
 * the way cannot take it out, since the handshake of TLS 1.2 signs the random.
 */
public final class Downgrade {
    private static final int RANDOM_LENGTH = 32;
    private static final int SENTINEL_LENGTH = 8;

    /** "DOWNGRD" and 1: the server fell to TLS 1.2. Behind the same letters 0 says TLS 1.1 or below. */
    private static final byte[] TO_TLS_1_2 = {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, 1};

    private Downgrade() {}

    /** The random of a TLS 1.2 ServerHello, from a server that speaks {@code enabled}. */
    public static byte[] serverRandom(SecureRandom source, List<ProtocolVersion> enabled) {
        byte[] random = new byte[RANDOM_LENGTH];
        source.nextBytes(random);
        if (enabled.contains(ProtocolVersion.TLS_1_3)) {
            System.arraycopy(TO_TLS_1_2, 0, random, RANDOM_LENGTH - SENTINEL_LENGTH, SENTINEL_LENGTH);
        }
        return random;
    }

    /** {@code illegal_parameter} if {@code random} says that the server speaks TLS 1.3, as we do, and yet did not choose it. */
    public static void check(byte[] random, List<ProtocolVersion> offered) throws TlsFault {
        int from = RANDOM_LENGTH - SENTINEL_LENGTH;
        boolean letters = Arrays.equals(random, from, RANDOM_LENGTH - 1, TO_TLS_1_2, 0, SENTINEL_LENGTH - 1);
        int last = random[RANDOM_LENGTH - 1];
        if (letters && (last == 0 || last == 1) && offered.contains(ProtocolVersion.TLS_1_3)) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server speaks TLS 1.3 and was made to believe that we do not: somebody on the way tampers with the"
                            + " handshake");
        }
    }
}
