package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server says the same, byte for byte, at the same message, whatever the client encrypted (RFC 5246 §7.4.7.1): else it
 * decrypts for everybody who asks often enough (Bleichenbacher 1998, ROBOT 2017).
 */
class RsaTransportOracleTest {
    private static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256);

    /** A fatal bad_record_mac in the clear: the server has not changed its own keys yet. */
    private static final byte[] ANSWER = {21, 3, 3, 0, 2, 2, 20};

    /** What stands under the encryption: 00 02, padding that is not zero, 00, the version, 46 bytes. */
    private static byte[] block(int length, Consumer<byte[]> change) {
        byte[] block = new byte[length];
        Arrays.fill(block, (byte) 0x55);
        block[0] = 0;
        block[1] = 2;
        block[length - 49] = 0;
        block[length - 48] = 3;
        block[length - 47] = 3;
        change.accept(block);
        return block;
    }

    private static Arguments variant(String what, Consumer<byte[]> change) {
        return Arguments.of(what, change);
    }

    private static Stream<Arguments> variants() {
        return Stream.of(
                variant("well made", block -> {}),
                variant("first byte 1", block -> block[0] = 1),
                variant("first byte 0x7F", block -> block[0] = 0x7F),
                variant("block type 1", block -> block[1] = 1),
                variant("block type 0", block -> block[1] = 0),
                variant("block type 0x17", block -> block[1] = 0x17),
                variant("zero as first padding", block -> block[2] = 0),
                variant("zero as eighth padding", block -> block[9] = 0),
                variant("zero in the middle of the padding", block -> block[block.length / 2] = 0),
                variant("secret of 49 bytes", block -> block[block.length - 50] = 0),
                variant("secret of 47 bytes", block -> shift(block, 48)),
                variant("secret of 0 bytes", block -> shift(block, 1)),
                variant("no separator at all", block -> block[block.length - 49] = 0x55),
                variant("only padding", block -> Arrays.fill(block, 2, block.length, (byte) 0x55)),
                variant("version 3.2", block -> block[block.length - 47] = 2),
                variant("version 3.4", block -> block[block.length - 47] = 4),
                variant("version 2.3", block -> block[block.length - 48] = 2),
                variant("all zero", block -> Arrays.fill(block, (byte) 0)));
    }

    /** The separator moves, so that so many bytes, less one, are left behind it. */
    private static void shift(byte[] block, int fromEnd) {
        block[block.length - 49] = 0x55;
        block[block.length - fromEnd] = 0;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void whateverIsEncryptedTheAnswerIsTheSame(String what, Consumer<byte[]> change) throws TlsFault {
        for (CipherSuite suite : SUITES) {
            ScriptedTls12Client client = new ScriptedTls12Client(suite).greeted();
            var key = (RSAPublicKey) client.serverKey();
            int length = (key.getModulus().bitLength() + 7) / 8;
            var number = new BigInteger(1, block(length, change));
            byte[] ciphertext = bytes(number.modPow(key.getPublicExponent(), key.getModulus()), length);
            assertArrayEquals(ANSWER, answer(client, ciphertext), suite + ", " + what);
        }
    }

    @Test
    void ciphertextsThatAreNoneGetTheSameAnswer() throws TlsFault {
        for (CipherSuite suite : SUITES) {
            for (int kind = 0; kind < 6; kind++) {
                ScriptedTls12Client client = new ScriptedTls12Client(suite).greeted();
                BigInteger n = ((RSAPublicKey) client.serverKey()).getModulus();
                int length = (n.bitLength() + 7) / 8;
                byte[] ciphertext = switch (kind) {
                    case 0 -> new byte[length];
                    case 1 -> bytes(n, length);
                    case 2 -> bytes(n.add(BigInteger.ONE), length);
                    case 3 -> new byte[length - 1];
                    case 4 -> new byte[length + 1];
                    default -> new byte[0];
                };
                assertArrayEquals(ANSWER, answer(client, ciphertext), suite + ", " + kind);
            }
        }
    }

    /** The client goes on to Finished, under keys that it can only guess, and this is all that it hears. */
    private static byte[] answer(ScriptedTls12Client client, byte[] ciphertext) throws TlsFault {
        client.say(ClientKeyExchange.ofRsa(ciphertext));
        assertEquals(0, client.subject().outputLength(), "not a word before Finished");
        client.raw(ScriptedTls12Client.changeCipherSpec());
        assertEquals(0, client.subject().outputLength());
        client.raw(ScriptedTls12Client.plainRecord(ContentType.HANDSHAKE.code(), new byte[64 + 16]));
        byte[] answer = client.takeRecord();
        assertEquals(0, client.subject().outputLength());
        assertEquals(Alert.BAD_RECORD_MAC, faultOf(client).alert());
        return answer;
    }

    private static TlsFault faultOf(ScriptedTls12Client client) {
        try {
            client.subject().checkFault();
        } catch (TlsFault fault) {
            return fault;
        }
        throw new AssertionError("the server goes on");
    }

    private static byte[] bytes(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, padded, length - count, count);
        return padded;
    }
}
