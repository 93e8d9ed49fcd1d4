package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Content may lie anywhere when it is sealed: in another array, and in that of the record even where the record goes. */
class PlacementTest {
    private static final int MARGIN = 800;

    private final Random random = new Random(6);

    private static List<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_3);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void contentOfTls13MayLieAnywhere(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        sealFromEverywhere(new Tls13Sealer(keys), new Tls13Opener(keys));
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#all")
    void contentOfTls12MayLieAnywhere(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        sealFromEverywhere(
                Tls12Records.sealer(peer.keys(), shape.encryptThenMac(), new SecureRandom()),
                Tls12Records.opener(peer.keys(), shape.encryptThenMac()));
    }

    @Test
    void contentMayLieAnywhereBeforeThereAreKeys() throws Exception {
        sealFromEverywhere(new PlainSealer(), new PlainOpener());
    }

    /** What was written of a record that failed must not meet another record under the same nonce. */
    @ParameterizedTest
    @MethodSource("suites")
    void theNumberOfARecordThatFailedIsUsedUp(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        var cipher = new TrafficCipher(Cipher.ENCRYPT_MODE, keys, 0);
        var sealer = new Tls13Sealer(cipher);
        byte[] content = PlainCipher.bytes(random, 100);
        byte[] tooShort = new byte[5 + 100 + 3];
        fault(Alert.INTERNAL_ERROR, () -> sealer.seal(ContentType.HANDSHAKE, content, 0, content.length, tooShort, 0));
        byte[] record = new byte[sealer.sealedLength(1)];
        sealer.seal(ContentType.HANDSHAKE, new byte[] {7}, 0, 1, record, 0);
        assertArrayEquals(new byte[] {7, 22}, new PlainCipher(keys).open(1, record));
    }

    private void sealFromEverywhere(Sealer sealer, Opener opener) throws TlsFault {
        for (int length : new int[] {1, 15, 16, 17, 64, 333}) {
            byte[] content = PlainCipher.bytes(random, length);
            int at = MARGIN + random.nextInt(9);
            byte[] elsewhere = Arrays.copyOf(content, length + 3);
            byte[] separate = new byte[2 * MARGIN];
            check(
                    content,
                    separate,
                    at,
                    sealer.seal(ContentType.HANDSHAKE, elsewhere, 0, length, separate, at),
                    opener);
            assertArrayEquals(Arrays.copyOf(content, length + 3), elsewhere, "the content was written to");
            for (int from : new int[] {0, at - length, at - 1, at, at + 3, at + sealer.headroom(), at + 20, at + 400}) {
                byte[] shared = new byte[2 * MARGIN];
                System.arraycopy(content, 0, shared, from, length);
                int record = sealer.seal(ContentType.HANDSHAKE, shared, from, length, shared, at);
                check(content, shared, at, record, opener);
            }
        }
    }

    private static void check(byte[] content, byte[] record, int at, int length, Opener opener) throws TlsFault {
        byte[] opened = new byte[opener.room(length)];
        assertEquals(content.length, opener.open(record, at, length, opened, 0));
        assertArrayEquals(content, Arrays.copyOf(opened, content.length));
    }
}
