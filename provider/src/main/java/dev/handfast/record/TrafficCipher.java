package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;

/**
 * An AEAD under one traffic key: nonces by RFC 9846 §5.3, which RFC 7905 §2 and RFC 5288 §3 agree with, nothing allocated
 * for a record by us. One thread at a time.
 *
 * <p>A {@link Cipher} takes some two kilobytes, the key as good as none. So it is made for the first record, and kept weakly
 * between records, with all that it works on: a connection that idles through a garbage collection has none. It then makes do with
 * those that {@link SpareTools} has for all who are in this state.
 */
final class TrafficCipher {
    static final int TAG = 16;

    /** Of a direction that has had no record yet, or whose cipher has failed. */
    private static final WeakReference<CipherTool> NONE = new WeakReference<>(null);

    private final CipherSuite.Bulk bulk;
    private final int mode;
    private final Key key;
    private final byte[] iv;
    private CipherTool tool;
    private WeakReference<CipherTool> idle;
    private int turn;
    private long sequence;

    /** The first record that is transformed has the number {@code sequence}, unsigned: 0 outside tests. */
    TrafficCipher(int mode, TrafficKeys keys, long sequence) {
        this.bulk = keys.suite().bulk();
        this.mode = mode;
        this.key = keys.key();
        this.iv = keys.iv();
        this.sequence = sequence;
        this.idle = NONE;
    }

    /** The one for the keys that come next in this direction. Both may go on; which of them keeps the cipher does not matter. */
    TrafficCipher next(TrafficKeys keys) {
        var next = new TrafficCipher(mode, keys, 0);
        if (next.bulk == bulk) {
            next.idle = idle;
            next.turn = turn;
        }
        return next;
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
            int output;
            if (mode == Cipher.DECRYPT_MODE) {
                output = tool.open(in, from, length, out, to);
                sequence++;
            } else {
                output = tool.cipher.doFinal(in, from, length, out, to);
            }
            giveBack();
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
        int rest = length % CipherTool.BLOCK;
        int blocks = length - rest;
        System.arraycopy(in, from + blocks, tool.tail, 0, rest);
        tool.tail[rest] = last;
        try {
            int output = blocks == 0 ? 0 : tool.cipher.update(in, from, blocks, out, to);
            output += tool.cipher.doFinal(tool.tail, 0, rest + 1, out, to + output);
            giveBack();
            return output;
        } catch (GeneralSecurityException | RuntimeException failed) {
            forget();
            throw failed;
        }
    }

    private void init(long number, byte[] aad, int at, int length) throws GeneralSecurityException {
        CipherTool mine = idle.get();
        tool = mine != null && mine.takeAgain(turn) ? mine : another();
        try {
            AlgorithmParameterSpec nonce = tool.nonce(iv, number);
            if (mode == Cipher.ENCRYPT_MODE) {
                sequence++; // used up, whatever fails from here on: some of the record may have been written
            }
            tool.cipher.init(mode, key, nonce);
            tool.cipher.updateAAD(aad, at, length);
        } catch (GeneralSecurityException | RuntimeException failed) {
            forget();
            throw failed;
        }
    }

    private CipherTool another() {
        CipherTool found =
                idle == NONE ? new CipherTool(bulk) : SpareTools.of(mode, bulk).take();
        idle = found.reference();
        return found;
    }

    private void giveBack() {
        turn = tool.giveBack();
        tool = null;
    }

    /** The next record to open has the same nonce, and SunJCE's ChaCha20-Poly1305 takes none twice, even to open. */
    private void forget() {
        tool = null;
        idle = NONE;
    }
}
