package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.crypto.Jca;
import dev.handfast.wire.CipherSuite;
import java.security.InvalidKeyException;
import javax.crypto.Mac;

/** The MAC of a CBC suite and the sequence number that goes into it (RFC 5246 §6.2.3.1). One thread at a time. */
final class RecordMac {
    private final Mac mac;
    private final int length;
    private final int blockBits;
    private final byte[] dummy;
    private final PseudoHeader header = new PseudoHeader();
    private long sequence;

    /** The first record has the number {@code sequence}: 0 outside tests. */
    RecordMac(CbcKeys keys, long sequence) {
        CipherSuite.MacAlgorithm algorithm = keys.suite().mac();
        this.mac = Jca.mac(algorithm.jcaName());
        this.length = algorithm.length();
        this.blockBits = algorithm == CipherSuite.MacAlgorithm.HMAC_SHA384 ? 7 : 6;
        this.dummy = new byte[CbcPadding.MAX + 1 + (1 << blockBits)];
        this.sequence = sequence;
        try {
            mac.init(keys.macKey());
        } catch (InvalidKeyException refused) {
            throw new IllegalStateException("the installed MAC refuses a key of " + keys.suite(), refused);
        }
    }

    /** Bytes. */
    int length() {
        return length;
    }

    /** The sequence number may not wrap (RFC 5246 §6.1): the last one is never used. */
    boolean isExhausted() {
        return sequence == -1;
    }

    /** The record is done: the next one has the next number. */
    void next() {
        sequence++;
    }

    /** The MAC over the pseudo-header of the record at {@code record[at]} and the bytes at {@code content[from]}. */
    byte[] of(byte[] record, int at, byte[] content, int from, int contentLength) {
        mac.update(header.of(sequence, record, at, contentLength), 0, PseudoHeader.LENGTH);
        mac.update(content, from, contentLength);
        return mac.doFinal();
    }

    /**
     * Hashes as many blocks as the MAC over {@code longest} bytes would have had more than the one over {@code contentLength}
     * bytes. The length of the padding then does not show in their number (Lucky Thirteen; the note in RFC 5246 §6.2.3.2). What
     * stays is the handling of a block that is not full: nanoseconds, which no code above the JCA can hide.
     *
     * @param longest above {@code contentLength} by at most 255
     */
    void hide(int contentLength, int longest) {
        int more = blocks(longest) - blocks(contentLength);
        mac.update(
                dummy, 0, (more << blockBits) + 1); // a lazy implementation needs a byte more to process the last block
        mac.reset();
    }

    /** 0 if {@code expected} stands at {@code bytes[at]}. Takes the same time whatever stands there. */
    static int difference(byte[] expected, byte[] bytes, int at) {
        int difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference |= expected[i] ^ bytes[at + i];
        }
        return difference;
    }

    /** Blocks of the inner hash behind that of the key: pseudo-header, content, a byte 0x80 and the length in 1/8 of a block. */
    private int blocks(int contentLength) {
        int block = 1 << blockBits;
        return PseudoHeader.LENGTH + contentLength + 1 + (block >> 3) + block - 1 >> blockBits;
    }
}
