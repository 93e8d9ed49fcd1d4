package dev.handfast.benchmarks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The JDK's {@link Cipher} and {@link Mac} alone, sealing and opening what a record of
 * TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 holds with encrypt-then-MAC: a limit for {@link RecordBenchmark}, as
 * {@link CipherLimit} is for the other suites. The IV of each record comes from {@link SecureRandom}, as it must.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar CbcLimit -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class CbcLimit {
    private static final int BLOCK = 16;
    private static final int MAC = 32;
    private static final int SEQUENCE_AND_HEADER = 8 + 5;

    /** Bytes of application data in the record. */
    @Param({"64", "1024", "16384"})
    public int size;

    private final SecureRandom random = new SecureRandom();
    private Cipher sealer;
    private Cipher opener;
    private Mac sealerMac;
    private Mac openerMac;
    private SecretKey key;
    private byte[] header;
    private byte[] iv;
    private byte[] padded;
    private byte[] ciphertext;
    private byte[] tag;
    private byte[] opened;

    /** Makes the ciphers and their buffers. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        sealer = Cipher.getInstance("AES/CBC/NoPadding");
        opener = Cipher.getInstance("AES/CBC/NoPadding");
        key = new SecretKeySpec(new byte[16], "AES");
        sealerMac = Mac.getInstance("HmacSHA256");
        openerMac = Mac.getInstance("HmacSHA256");
        sealerMac.init(new SecretKeySpec(new byte[MAC], "HmacSHA256"));
        openerMac.init(new SecretKeySpec(new byte[MAC], "HmacSHA256"));
        header = new byte[SEQUENCE_AND_HEADER];
        iv = new byte[BLOCK];
        padded = new byte[(size / BLOCK + 1) * BLOCK];
        Arrays.fill(padded, size, padded.length, (byte) (padded.length - size - 1));
        ciphertext = new byte[padded.length];
        tag = new byte[MAC];
        opened = new byte[padded.length];
    }

    /** Returns the data as it was opened. */
    @Benchmark
    public byte[] sealAndOpen() throws GeneralSecurityException {
        random.nextBytes(iv);
        sealer.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        int sealedLength = sealer.doFinal(padded, 0, padded.length, ciphertext, 0);
        authenticate(sealerMac, tag);
        byte[] expected = new byte[MAC];
        authenticate(openerMac, expected);
        if (!MessageDigest.isEqual(expected, tag)) {
            throw new IllegalStateException("the MAC does not fit");
        }
        opener.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
        int openedLength = opener.doFinal(ciphertext, 0, sealedLength, opened, 0);
        if (openedLength != padded.length) {
            throw new IllegalStateException(openedLength + " bytes were opened of " + padded.length);
        }
        return opened;
    }

    private void authenticate(Mac mac, byte[] into) throws GeneralSecurityException {
        mac.update(header);
        mac.update(iv);
        mac.update(ciphertext);
        mac.doFinal(into, 0);
    }
}
