package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.RsaTransport;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.Finished;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RSA key transport is no oracle (RFC 5246 §7.4.7.1): after a ClientKeyExchange that is malformed in any of the ways of
 * Bleichenbacher and ROBOT, ChangeCipherSpec and a Finished under guessed keys, a server says the same bytes, at the same
 * message, as after a well-formed one. The attacker knows the premaster secret of every block that he makes himself.
 */
class RsaTransportOracleTest {
    private static final int LENGTH = 256;
    private static final int PREMASTER = 48;
    private static final byte[] GOOD = goodBlock();

    /** What the attacker puts under the server's key, or in its place. */
    private record Variant(String what, byte[] bytes) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream()
                .filter(suite -> suite.keyExchange() == KeyExchangeAlgorithm.RSA);
    }

    private static List<Variant> variants() throws TlsFault {
        var key = (RSAPublicKey)
                greeted(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).serverKey();
        BigInteger n = key.getModulus();
        List<Variant> all = new ArrayList<>();
        all.add(new Variant("well-formed, but with another secret than the attacker's", encrypted(key, other(GOOD))));
        for (Variant block : blocks()) {
            all.add(new Variant(block.what(), encrypted(key, block.bytes())));
        }
        byte[] good = encrypted(key, GOOD);
        all.add(new Variant("no ciphertext", new byte[0]));
        all.add(new Variant("one byte", new byte[1]));
        all.add(new Variant("one byte shorter", Arrays.copyOf(good, LENGTH - 1)));
        all.add(new Variant("one byte longer", Arrays.copyOf(good, LENGTH + 1)));
        all.add(new Variant("a zero in front", ScriptedPeer.join(new byte[1], good)));
        all.add(new Variant("zero", new byte[LENGTH]));
        all.add(new Variant("n - 1", fixed(n.subtract(BigInteger.ONE))));
        all.add(new Variant("n", fixed(n)));
        all.add(new Variant(
                "the largest of its length",
                fixed(BigInteger.ONE.shiftLeft(8 * LENGTH).subtract(BigInteger.ONE))));
        return all;
    }

    /** What stands under the key. */
    private static List<Variant> blocks() {
        return List.of(
                new Variant("first byte not 0", changed(0, 1)),
                new Variant("block type 1", changed(1, 1)),
                new Variant("block type 0", changed(1, 0)),
                new Variant("no padding: a zero behind the type", changed(2, 0)),
                new Variant("a zero in the first eight bytes of padding", changed(9, 0)),
                new Variant("a zero in the middle of the padding", changed(100, 0)),
                new Variant("a zero one byte early: a secret of 49 bytes", changed(LENGTH - PREMASTER - 2, 0)),
                new Variant("a zero one byte late: a secret of 47 bytes", late()),
                new Variant("no zero behind the padding", changed(LENGTH - PREMASTER - 1, 7)),
                new Variant("no zero at all", withoutZero()),
                new Variant("an empty secret", emptySecret()),
                new Variant("a secret of version SSL 2", changed(LENGTH - PREMASTER, 2)),
                new Variant("a secret of TLS 1.1", changed(LENGTH - PREMASTER + 1, 2)),
                new Variant("a secret of TLS 1.3", changed(LENGTH - PREMASTER + 1, 4)),
                new Variant("nothing but zeros", new byte[LENGTH]));
    }

    /** The attack of 1998 and of 2017: the answer to ChangeCipherSpec and Finished tells good from bad. */
    @ParameterizedTest
    @MethodSource("suites")
    void everyVariantIsAnsweredAlike(CipherSuite suite) throws TlsFault {
        for (Variant variant : variants()) {
            ScriptedTls12Client client = greeted(suite);
            client.sayKeyExchange(ClientKeyExchange.ofRsa(variant.bytes()), guess());
            assertSilent(client, variant);
            client.sayChangeCipherSpec();
            assertSilent(client, variant);
            client.say(client.finished());
            assertEquals(
                    Alert.BAD_RECORD_MAC,
                    assertThrows(TlsFault.class, client.subject()::checkFault, variant::toString)
                            .alert(),
                    variant.toString());
            assertArrayEquals(
                    ScriptedPeer.plainRecord(21, (byte) 2, (byte) 20), client.takeRecord(), variant.toString());
            assertEquals(0, client.subject().outputLength());
        }
    }

    /** The shorter dialogues of ROBOT: no Finished, or no ChangeCipherSpec either. */
    @Test
    void withoutChangeCipherSpecEveryVariantIsAnsweredAlike() throws TlsFault {
        for (Variant variant : variants()) {
            ScriptedTls12Client client = greeted(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA);
            client.sayKeyExchange(ClientKeyExchange.ofRsa(variant.bytes()), guess());
            client.record(ContentType.ALERT, (byte) 1, (byte) 90);
            assertSilent(client, variant);
            client.say(new Finished(new byte[12]));
            client.assertDies(Alert.UNEXPECTED_MESSAGE);
        }
    }

    /** What the attacker would have to guess is right for the one good block, which shows that the others fail for a reason. */
    @Test
    void theBlockThatTheOthersAreMadeFromIsGood() throws TlsFault {
        ScriptedTls12Client client = greeted(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256);
        byte[] good = encrypted((RSAPublicKey) client.serverKey(), GOOD);
        client.sayKeyExchange(ClientKeyExchange.ofRsa(good), guess());
        finish(client);
    }

    /** RFC 5246 §7.4.7.1: the version in the secret is that of the ClientHello, which shows a rollback. */
    @ParameterizedTest
    @ValueSource(ints = {0x0303, 0x0304, 0x0401})
    void theVersionInTheSecretIsThatOfTheHello(int code) throws TlsFault {
        for (int said : new int[] {code, 0x0302}) {
            var client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256);
            client.say(Tls12Hellos.version(client.draft(), code).encode());
            client.hearFlight();
            RsaTransport.Encrypted sent =
                    RsaTransport.encrypt(client.serverKey(), new ProtocolVersion(said), new SecureRandom());
            client.sayKeyExchange(ClientKeyExchange.ofRsa(sent.ciphertext()), sent.premaster());
            if (said == code) {
                finish(client);
            } else {
                client.sayChangeCipherSpec();
                client.say(client.finished());
                client.assertDies(Alert.BAD_RECORD_MAC);
            }
        }
    }

    private static void finish(ScriptedTls12Client client) throws TlsFault {
        client.sayChangeCipherSpec();
        client.say(client.finished());
        client.hearFinished();
        assertTrue(client.subject().isOpen());
    }

    private static void assertSilent(ScriptedTls12Client client, Variant variant) throws TlsFault {
        client.subject().checkFault();
        assertEquals(0, client.subject().outputLength(), variant.toString());
    }

    private static ScriptedTls12Client greeted(CipherSuite suite) throws TlsFault {
        return new ScriptedTls12Client(suite).greeted();
    }

    /** The secret in {@link #GOOD}. */
    private static Secret guess() {
        return new Secret(Arrays.copyOfRange(GOOD, LENGTH - PREMASTER, LENGTH));
    }

    private static byte[] goodBlock() {
        byte[] block = withoutZero();
        block[LENGTH - PREMASTER - 1] = 0;
        return block;
    }

    private static byte[] withoutZero() {
        byte[] block = new byte[LENGTH];
        var random = new Random(1);
        for (int i = 0; i < LENGTH; i++) {
            block[i] = (byte) (1 + random.nextInt(255));
        }
        block[0] = 0;
        block[1] = 2;
        block[LENGTH - PREMASTER] = 3;
        block[LENGTH - PREMASTER + 1] = 3;
        return block;
    }

    private static byte[] changed(int at, int value) {
        byte[] block = GOOD.clone();
        block[at] = (byte) value;
        return block;
    }

    private static byte[] other(byte[] block) {
        byte[] changed = block.clone();
        changed[LENGTH - 1] ^= 1;
        return changed;
    }

    private static byte[] late() {
        byte[] block = withoutZero();
        block[LENGTH - PREMASTER] = 0;
        block[LENGTH - PREMASTER + 1] = 3;
        block[LENGTH - PREMASTER + 2] = 3;
        return block;
    }

    private static byte[] emptySecret() {
        byte[] block = withoutZero();
        block[LENGTH - 1] = 0;
        return block;
    }

    /** The raw operation. */
    private static byte[] encrypted(RSAPublicKey key, byte[] block) {
        return fixed(new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus()));
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[LENGTH - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
