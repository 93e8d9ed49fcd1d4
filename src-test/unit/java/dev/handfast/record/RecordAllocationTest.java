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

/**
 * Against the bare cipher of the JDK, which allocates much itself: DESIGN.md, "Records, in place". It has arrays for itself, and works
 * from the front of the one to the front of the other, which every JDK does with the least.
 */
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
        Round bare = bare(suite, keys.key(), length + 1, 5);
        Round ours = round -> {
            int record = sealer.seal(ContentType.APPLICATION_DATA, buffer, 0, length);
            opener.open(buffer, 0, record, out, 0);
        };
        allocated(bare, 0);
        allocated(ours, 0);
        long bareBytes = allocated(bare, ROUNDS);
        long ourBytes = allocated(ours, ROUNDS);
        assertTrue(ourBytes <= bareBytes + 2 * 64, ourBytes + " bytes for a pair of records, bare " + bareBytes);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 64",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 16384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, 16384"
    })
    void recordsOfTls12AllocateNoMoreThanTheBareCipher(CipherSuite suite, int length) throws Exception {
        RecordKeys keys = PlainTls12.keys(suite, new Random(5));
        Sealer sealer = Tls12Records.sealer(keys, false, new SecureRandom());
        Opener opener = Tls12Records.opener(keys, false);
        byte[] buffer = new byte[sealer.sealedLength(length)];
        byte[] out = new byte[length];
        Round bare = bare(suite, ((TrafficKeys) keys).key(), length, 13);
        Round apart = round -> {
            int record = sealer.seal(ContentType.APPLICATION_DATA, buffer, 0, length);
            opener.open(buffer, 0, record, out, 0);
        };
        Round inPlace = round -> {
            int record = sealer.seal(ContentType.APPLICATION_DATA, buffer, 0, length);
            opener.open(buffer, 0, record, buffer, 5);
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

    private static Round bare(CipherSuite suite, SecretKey key, int length, int additional) {
        Cipher seal = Jca.cipher(suite.bulk());
        Cipher open = Jca.cipher(suite.bulk());
        byte[] aad = new byte[additional];
        byte[] content = new byte[length];
        byte[] ciphertext = new byte[length + 16];
        return round -> {
            AlgorithmParameterSpec nonce = nonce(suite, round);
            seal.init(Cipher.ENCRYPT_MODE, key, nonce);
            seal.updateAAD(aad);
            int sealed = seal.doFinal(content, 0, length, ciphertext, 0);
            open.init(Cipher.DECRYPT_MODE, key, nonce);
            open.updateAAD(aad);
            open.doFinal(ciphertext, 0, sealed, content, 0);
        };
    }

    private static AlgorithmParameterSpec nonce(CipherSuite suite, int round) {
        byte[] nonce = new byte[12];
        nonce[10] = (byte) (round >> 8);
        nonce[11] = (byte) round;
        return suite.bulk() == CipherSuite.Bulk.CHACHA20_POLY1305
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
