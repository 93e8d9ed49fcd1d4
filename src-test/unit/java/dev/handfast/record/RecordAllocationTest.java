package dev.handfast.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.handfast.crypto.Jca;
import dev.handfast.crypto.RecordKeys;
import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the bare cipher of the JDK, which allocates much itself: DESIGN.md, "Records, in place". */
class RecordAllocationTest {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, 64",
        "TLS_AES_128_GCM_SHA256, 16384",
        "TLS_CHACHA20_POLY1305_SHA256, 64",
        "TLS_CHACHA20_POLY1305_SHA256, 16384"
    })
    void recordsAllocateNoMoreThanTheBareCipher(CipherSuite suite, int length) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, new Random(4));
        byte[] buffer = new byte[length + 22];
        byte[] out = new byte[length + 1];
        Tls13Sealer sealer = new Tls13Sealer(keys);
        Tls13Opener opener = new Tls13Opener(keys);
        Cipher seal = Jca.cipher(suite.bulk());
        Cipher open = Jca.cipher(suite.bulk());
        Round ours = round -> {
            int record = sealer.seal(ContentType.APPLICATION_DATA, buffer, 0, length);
            opener.open(buffer, 0, record, out, 0);
        };
        Round bare = round -> {
            AlgorithmParameterSpec nonce = nonce(suite, round);
            seal.init(Cipher.ENCRYPT_MODE, keys.key(), nonce);
            seal.updateAAD(buffer, 0, 5);
            int sealed = seal.doFinal(buffer, 5, length + 1, buffer, 5);
            open.init(Cipher.DECRYPT_MODE, keys.key(), nonce);
            open.updateAAD(buffer, 0, 5);
            open.doFinal(buffer, 5, sealed, out, 0);
        };
        allocated(bare, 0);
        allocated(ours, 0);
        long bareBytes = allocated(bare, ROUNDS);
        long ourBytes = allocated(ours, ROUNDS);
        assertTrue(ourBytes <= bareBytes + 2 * 64, ourBytes + " bytes for a pair of records, bare " + bareBytes);
    }

    @ParameterizedTest
    @CsvSource({"64", "16384"})
    void recordsOfTls12AllocateNoMoreThanTheBareCipher(int length) throws Exception {
        CipherSuite suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        RecordKeys keys = PlainTls12.keys(suite, new Random(5));
        Sealer sealer = Tls12Records.sealer(keys, false, new SecureRandom());
        Opener opener = Tls12Records.opener(keys, false);
        byte[] buffer = new byte[sealer.sealedLength(length)];
        byte[] out = new byte[length];
        Cipher seal = Jca.cipher(suite.bulk());
        Cipher open = Jca.cipher(suite.bulk());
        SecretKey key = ((TrafficKeys) keys).key();
        Round apart = round -> {
            int record = sealer.seal(ContentType.APPLICATION_DATA, buffer, 0, length);
            opener.open(buffer, 0, record, out, 0);
        };
        Round inPlace = round -> {
            int record = sealer.seal(ContentType.APPLICATION_DATA, buffer, 0, length);
            opener.open(buffer, 0, record, buffer, 5);
        };
        Round bare = round -> {
            AlgorithmParameterSpec nonce = nonce(suite, round);
            seal.init(Cipher.ENCRYPT_MODE, key, nonce);
            seal.updateAAD(buffer, 0, 13);
            int sealed = seal.doFinal(buffer, 13, length, buffer, 13);
            open.init(Cipher.DECRYPT_MODE, key, nonce);
            open.updateAAD(buffer, 0, 13);
            open.doFinal(buffer, 13, sealed, out, 0);
        };
        for (Round each : List.of(bare, apart, inPlace)) {
            allocated(each, 0);
        }
        long bareBytes = allocated(bare, ROUNDS);
        for (Round ours : List.of(apart, inPlace)) {
            long ourBytes = allocated(ours, ROUNDS);
            assertTrue(ourBytes <= bareBytes + 2 * 64, ourBytes + " bytes for a pair of records, bare " + bareBytes);
        }
    }

    private static AlgorithmParameterSpec nonce(CipherSuite suite, int round) {
        byte[] nonce = new byte[12];
        nonce[10] = (byte) (round >> 8);
        nonce[11] = (byte) round;
        return suite == CipherSuite.TLS_CHACHA20_POLY1305_SHA256
                ? new IvParameterSpec(nonce)
                : new GCMParameterSpec(128, nonce);
    }

    private static long allocated(Round round, int from) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = from; i < from + ROUNDS; i++) {
            round.run(i);
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
    }

    @FunctionalInterface
    private interface Round {
        void run(int round) throws Exception;
    }
}
