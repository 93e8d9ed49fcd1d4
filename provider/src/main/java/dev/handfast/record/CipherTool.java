package dev.handfast.record;

import dev.handfast.crypto.Jca;
import dev.handfast.wire.CipherSuite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * A cipher, and the arrays that it works on. It belongs to nobody: each record sets key and nonce anew, which costs least if the key is
 * that of the record before. Whoever has taken it has it alone until it is given back.
 *
 * <p>The JDK's ciphers keep the last nonce by reference to refuse its reuse: so two specs take turns, each handing out its own array;
 * with one, the cipher would compare the array with itself.
 */
final class CipherTool {
    /** Both AEADs work in blocks of it, or in multiples. */
    static final int BLOCK = 16;

    /**
     * The JDK's ChaCha20-Poly1305 before JDK 25 opens in place what begins an array, and copies anything else twice, into new
     * arrays.
     */
    private static final boolean COPIES_FROM_THE_MIDDLE = Runtime.version().feature() < 25;

    private static final int TAG_BITS = TrafficCipher.TAG * Byte.SIZE;

    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(CipherTool.class, "turn", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final Cipher cipher;
    final byte[] tail = new byte[BLOCK];
    private final WeakReference<CipherTool> reference = new WeakReference<>(this);
    private final Nonce even;
    private final Nonce odd;
    private final boolean opensFromTheFront;
    private byte[] front = {};
    private boolean isOdd;

    /** Goes up by one when it is taken and by one when it is given back: odd while somebody has it. */
    private int turn;

    /** A new one, which the caller has taken. */
    CipherTool(CipherSuite.Bulk bulk) {
        cipher = Jca.cipher(bulk);
        even = new Nonce(bulk);
        odd = new Nonce(bulk);
        opensFromTheFront = COPIES_FROM_THE_MIDDLE && bulk == CipherSuite.Bulk.CHACHA20_POLY1305;
        turn = 1;
    }

    /** The one reference by which all who may use it again remember it. */
    WeakReference<CipherTool> reference() {
        return reference;
    }

    /** Takes it if nobody has it. */
    boolean take() {
        int now = (int) TURN.getAcquire(this);
        return (now & 1) == 0 && takeAgain(now);
    }

    /** Takes it if nobody has had it since it was given back in this {@code turn}. */
    boolean takeAgain(int turn) {
        return TURN.compareAndSet(this, turn, turn + 1);
    }

    /** Others may have it. Whoever does not give it back, since it has failed him, has nobody find it again. */
    int giveBack() {
        int next = turn + 1;
        TURN.setRelease(this, next);
        return next;
    }

    /** {@code doFinal} of a cipher that opens, without an array for each record. */
    int open(byte[] in, int from, int length, byte[] out, int to) throws GeneralSecurityException {
        if (!opensFromTheFront) {
            return cipher.doFinal(in, from, length, out, to);
        }
        if (front.length < length) {
            front = new byte[Math.max(length, 2 * front.length)];
        }
        System.arraycopy(in, from, front, 0, length);
        return cipher.doFinal(front, 0, length, out, to);
    }

    /** {@code number}, in network order and padded to the left, XORed with {@code iv} (RFC 9846 §5.3). */
    AlgorithmParameterSpec nonce(byte[] iv, long number) {
        isOdd = !isOdd;
        return (isOdd ? odd : even).set(iv, number);
    }

    /** A nonce that can be set again, and the spec that hands it out, itself and no copy. */
    private static final class Nonce {
        private static final int LENGTH = 12;

        /** Where the number of a record ends up in its nonce. */
        private static final int NUMBER = LENGTH - Long.BYTES;

        private final byte[] bytes = new byte[LENGTH];
        private final AlgorithmParameterSpec spec;

        Nonce(CipherSuite.Bulk bulk) {
            spec = bulk == CipherSuite.Bulk.CHACHA20_POLY1305
                    ? new IvParameterSpec(bytes) {
                        @Override
                        public byte[] getIV() {
                            return bytes;
                        }
                    }
                    : new GCMParameterSpec(TAG_BITS, bytes) {
                        @Override
                        public byte[] getIV() {
                            return bytes;
                        }
                    };
        }

        AlgorithmParameterSpec set(byte[] iv, long number) {
            System.arraycopy(iv, 0, bytes, 0, LENGTH);
            SequenceNumber.put(SequenceNumber.get(iv, NUMBER) ^ number, bytes, NUMBER);
            return spec;
        }
    }
}
