package dev.handfast.benchmarks;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
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
 * The JDK's {@link Cipher} alone, sealing and opening what a record holds: a limit for {@link RecordBenchmark}, which no
 * provider that stands on these ciphers can pass. It does for each record what a {@code Cipher} demands: a fresh nonce,
 * the additional data, and the data in one call, from array to array.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar CipherLimit -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class CipherLimit {
    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int RECORD_HEADER = 5;
    private static final int SEQUENCE = 8;

    /** Bytes of application data in the record. */
    @Param({"64", "1024", "16384"})
    public int size;

    /** Whose cipher. */
    @Param({
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
    })
    public Suite suite;

    private Cipher sealer;
    private Cipher opener;
    private SecretKey key;
    private byte[] additional;
    private byte[] content;
    private byte[] ciphertext;
    private byte[] opened;
    private long sequence;

    /** Makes the ciphers and their buffers. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        String transformation = suite.isChaCha20() ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding";
        sealer = Cipher.getInstance(transformation);
        opener = Cipher.getInstance(transformation);
        key = new SecretKeySpec(new byte[suite.keyLength()], suite.isChaCha20() ? "ChaCha20" : "AES");
        // The header is authenticated (RFC 9846 §5.2), and in TLS 1.2 the sequence number before it (RFC 5246
        // §6.2.3.3).
        additional = new byte[suite.isTls13() ? RECORD_HEADER : SEQUENCE + RECORD_HEADER];
        // In TLS 1.3 the content type comes after the data (RFC 9846 §5.2).
        content = new byte[suite.isTls13() ? size + 1 : size];
        ciphertext = new byte[content.length + TAG];
        opened = new byte[content.length + TAG];
    }

    /** Returns the data as it was opened. */
    @Benchmark
    public byte[] sealAndOpen() throws GeneralSecurityException {
        // A Cipher demands that the nonce be an object, and another one for each record.
        AlgorithmParameterSpec nonce = nonce(sequence++);
        sealer.init(Cipher.ENCRYPT_MODE, key, nonce);
        sealer.updateAAD(additional);
        int sealedLength = sealer.doFinal(content, 0, content.length, ciphertext, 0);
        opener.init(Cipher.DECRYPT_MODE, key, nonce);
        opener.updateAAD(additional);
        int openedLength = opener.doFinal(ciphertext, 0, sealedLength, opened, 0);
        if (openedLength != content.length) {
            throw new IllegalStateException(openedLength + " bytes were opened of " + content.length);
        }
        return opened;
    }

    private AlgorithmParameterSpec nonce(long number) {
        byte[] nonce = new byte[NONCE];
        for (int i = NONCE - 1; number != 0; i--, number >>>= Byte.SIZE) {
            nonce[i] = (byte) number;
        }
        return suite.isChaCha20() ? new IvParameterSpec(nonce) : new GCMParameterSpec(TAG * Byte.SIZE, nonce);
    }
}
