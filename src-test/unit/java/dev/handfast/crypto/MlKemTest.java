package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ML-KEM by itself; its check of encapsulation keys is {@link HybridGroupTest}'s. */
class MlKemTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @EnumSource
    void bothSidesHaveOneSecret(MlKem kem) throws Exception {
        try (Offer offer = kem.offer(RANDOM)) {
            Answer answer = kem.answer(offer.share(), RANDOM);
            assertEquals(32, answer.secret().length());
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongLengthsAreRefused(MlKem kem) throws Exception {
        Offer offer = kem.offer(RANDOM);
        byte[] ciphertext = kem.answer(offer.share(), RANDOM).share();
        for (int off : new int[] {-1, 1, -32, 32}) {
            byte[] key = Arrays.copyOf(offer.share(), offer.share().length + off);
            TlsFault asServer = assertThrows(TlsFault.class, () -> kem.answer(key, RANDOM));
            assertEquals(Alert.ILLEGAL_PARAMETER, asServer.alert());
            byte[] answered = Arrays.copyOf(ciphertext, ciphertext.length + off);
            TlsFault asClient = assertThrows(TlsFault.class, () -> offer.agree(answered));
            assertEquals(Alert.ILLEGAL_PARAMETER, asClient.alert());
        }
    }
}
