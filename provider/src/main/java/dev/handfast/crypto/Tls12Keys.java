package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import javax.crypto.spec.SecretKeySpec;

/** The keys of TLS 1.2 for what the client and for what the server sends, cut from the key block (RFC 5246 §6.3). */
public record Tls12Keys(RecordKeys client, RecordKeys server) {
    private static final int IV_LENGTH = 12;

    /** Bytes of the key block. */
    static int blockLength(CipherSuite suite) {
        return 2
                * (suite.mac().length()
                        + suite.bulk().keyLength()
                        + suite.bulk().fixedIvLength());
    }

    /** Cuts {@code block}: MAC keys, then keys, then IVs, each the client's first. */
    static Tls12Keys of(CipherSuite suite, Secret block) {
        return new Tls12Keys(side(suite, block.bytes(), 0), side(suite, block.bytes(), 1));
    }

    private static RecordKeys side(CipherSuite suite, byte[] block, int side) {
        int macLength = suite.mac().length();
        int keyLength = suite.bulk().keyLength();
        int ivLength = suite.bulk().fixedIvLength();
        int keyAt = 2 * macLength + side * keyLength;
        var key = Jca.key(suite.bulk(), block, keyAt);
        if (!suite.bulk().isAead()) {
            // SecretKeySpec copies its bytes and cannot erase the copy.
            var macKey = new SecretKeySpec(
                    block, side * macLength, macLength, suite.mac().jcaName());
            return new CbcKeys(suite, key, macKey);
        }
        byte[] iv = new byte[IV_LENGTH]; // zeros behind the fixed part of GCM
        System.arraycopy(block, 2 * (macLength + keyLength) + side * ivLength, iv, 0, ivLength);
        return new TrafficKeys(suite, key, iv);
    }
}
