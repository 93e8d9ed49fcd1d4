package dev.handfast.record;

import dev.handfast.crypto.Jca;
import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * An AEAD under one traffic key: nonces by RFC 9846 §5.3, which RFC 7905 §2 and RFC 5288 §3 agree with, nothing allocated
 * for a record by us. One thread at a time.
 *
 * <p>A {@link Cipher} takes some two kilobytes, the key as good as none. So it is made for the first record, and kept weakly
 * between records, with all that it works on: a connection that idles through a garbage collection has none.
 */
final class TrafficCipher {
    static final int TAG = 16;

    private static final int NONCE = 12;

    /** Both AEADs work in blocks of it, or in multiples. */
    private static final int BLOCK = 16;

    /** Where the number of a record ends up in its nonce. */
    private static final int NUMBER = NONCE - Long.BYTES;

    private static final VarHandle NETWORK_ORDER =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final WeakReference<Tool> NONE = new WeakReference<>(null);

    private final CipherSuite.Bulk bulk;
    private final int mode;
    private final Key key;
    private final byte[] iv;
    private final Shelf shelf;
    private Tool tool;
    private long sequence;

    /**
     * A cipher, and the arrays that it works on. The JDK's ciphers keep the last nonce by reference to refuse its reuse: so two
     * specs take turns, each handing out its own array; with one, the cipher would compare the array with itself.
     */
    private static final class Tool {
        final Cipher cipher;
        final Nonce even;
        final Nonce odd;
        final byte[] tail = new byte[BLOCK];

        Tool(CipherSuite.Bulk bulk) {
            cipher = Jca.cipher(bulk);
            even = Nonce.of(bulk);
            odd = Nonce.of(bulk);
        }
    }

    /** Where the tool lies between records: those who protect one direction, one after the other, have it in common. */
    private static final class Shelf {
        WeakReference<Tool> idle = NONE;
    }

    /** The first record that is transformed has the number {@code sequence}, unsigned: 0 outside tests. */
    TrafficCipher(int mode, TrafficKeys keys, long sequence) {
        this(mode, keys, sequence, new Shelf());
    }

    private TrafficCipher(int mode, TrafficKeys keys, long sequence, Shelf shelf) {
        this.shelf = shelf;
        this.bulk = keys.suite().bulk();
        this.mode = mode;
        this.key = keys.key();
        this.iv = keys.iv();
        this.sequence = sequence;
    }

    /** The one for the keys that come next in this direction. Both may go on, but not in the middle of each other's records. */
    TrafficCipher next(TrafficKeys keys) {
        return new TrafficCipher(mode, keys, 0, keys.suite().bulk() == bulk ? shelf : new Shelf());
    }

    /** The records under this key are as many as it should protect (RFC 9846 §5.5). */
    boolean isWorn() {
        return Long.compareUnsigned(sequence, bulk.recordLimit()) >= 0;
    }

    /**
     * A quarter more than that, which leaves time for the KeyUpdate and for AES-GCM is below the 2^24.5 records of RFC 9846
     * §5.5. Whoever opens must not ask: the limit is the sender's.
     */
    boolean isWornOut() {
        long limit = bulk.recordLimit();
        return Long.compareUnsigned(sequence, limit + (limit >>> 2)) >= 0;
    }

    /** The sequence number may not wrap (RFC 9846 §5.3): the last one is never used. */
    boolean isExhausted() {
        return sequence == -1;
    }

    /** The number of the record that comes next, unsigned. */
    long sequence() {
        return sequence;
    }

    /**
     * Begins the next record, under the nonce of its sequence number, with the additional data at {@code aad[at]}. Not to be
     * called once {@link #isExhausted}.
     */
    void start(byte[] aad, int at, int length) throws GeneralSecurityException {
        init(sequence, aad, at, length);
    }

    /**
     * Begins the next record to open under a nonce that the record brings itself: {@code explicit} takes the place of the
     * sequence number in it (RFC 5288 §3). Whoever seals cannot choose a nonce.
     */
    void startOpening(long explicit, byte[] aad, int at, int length) throws GeneralSecurityException {
        if (mode != Cipher.DECRYPT_MODE) {
            throw new IllegalStateException("a nonce is chosen for a record to be sealed");
        }
        init(explicit, aad, at, length);
    }

    /**
     * Seals or opens the {@code length} bytes at {@code in[from]} into {@code out[to]}. A record that does not open leaves its
     * number to the next one.
     *
     * @return bytes of output
     */
    int finish(byte[] in, int from, int length, byte[] out, int to) throws GeneralSecurityException {
        try {
            int output = tool.cipher.doFinal(in, from, length, out, to);
            if (mode == Cipher.DECRYPT_MODE) {
                sequence++;
            }
            tool = null;
            return output;
        } catch (GeneralSecurityException | RuntimeException failed) {
            forget();
            throw failed;
        }
    }

    /**
     * Seals the {@code length} bytes at {@code in[from]} and behind them the byte {@code last}, which has no place in the array:
     * whole blocks go straight from the one array to the other, what is left goes with {@code last} through an array of ours.
     *
     * @return bytes of output
     */
    int finish(byte[] in, int from, int length, byte last, byte[] out, int to) throws GeneralSecurityException {
        int rest = length % BLOCK;
        int blocks = length - rest;
        System.arraycopy(in, from + blocks, tool.tail, 0, rest);
        tool.tail[rest] = last;
        try {
            int output = blocks == 0 ? 0 : tool.cipher.update(in, from, blocks, out, to);
            output += tool.cipher.doFinal(tool.tail, 0, rest + 1, out, to + output);
            tool = null;
            return output;
        } catch (GeneralSecurityException | RuntimeException failed) {
            forget();
            throw failed;
        }
    }

    private void init(long number, byte[] aad, int at, int length) throws GeneralSecurityException {
        tool = shelf.idle.get();
        if (tool == null) {
            tool = new Tool(bulk);
            shelf.idle = new WeakReference<>(tool);
        }
        Nonce nonce = (sequence & 1) == 0 ? tool.even : tool.odd;
        nonce.set(iv, number);
        if (mode == Cipher.ENCRYPT_MODE) {
            sequence++; // used up, whatever fails from here on: some of the record may have been written
        }
        tool.cipher.init(mode, key, nonce.spec());
        tool.cipher.updateAAD(aad, at, length);
    }

    /** The next record to open has the same nonce, and SunJCE's ChaCha20-Poly1305 takes none twice, even to open. */
    private void forget() {
        tool = null;
        shelf.idle = NONE;
    }

    /** A parameter spec whose nonce can be set again. */
    private interface Nonce {
        byte[] bytes();

        AlgorithmParameterSpec spec();

        static Nonce of(CipherSuite.Bulk bulk) {
            return bulk == CipherSuite.Bulk.CHACHA20_POLY1305 ? new ChaChaNonce() : new GcmNonce();
        }

        /** The number, in network order and padded to the left, XORed with the IV. */
        default void set(byte[] iv, long number) {
            byte[] nonce = bytes();
            System.arraycopy(iv, 0, nonce, 0, NONCE);
            NETWORK_ORDER.set(nonce, NUMBER, (long) NETWORK_ORDER.get(iv, NUMBER) ^ number);
        }
    }

    private static final class GcmNonce extends GCMParameterSpec implements Nonce {
        private final byte[] nonce = new byte[NONCE];

        GcmNonce() {
            super(TAG * 8, new byte[NONCE]);
        }

        @Override
        public byte[] getIV() {
            return nonce;
        }

        @Override
        public byte[] bytes() {
            return nonce;
        }

        @Override
        public AlgorithmParameterSpec spec() {
            return this;
        }
    }

    private static final class ChaChaNonce extends IvParameterSpec implements Nonce {
        private final byte[] nonce = new byte[NONCE];

        ChaChaNonce() {
            super(new byte[NONCE]);
        }

        @Override
        public byte[] getIV() {
            return nonce;
        }

        @Override
        public byte[] bytes() {
            return nonce;
        }

        @Override
        public AlgorithmParameterSpec spec() {
            return this;
        }
    }
}
