package dev.handfast.crypto;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash of all handshake messages so far (RFC 9846 §4.1). Which hash is known only from the ServerHello on; until then the
 * messages are kept. Not thread-safe.
 */
public final class Transcript {
    private List<byte[]> waiting = new ArrayList<>();
    private Hash hash;
    private MessageDigest running;

    /** Adds a whole message, its header included. */
    public void add(byte[] message) {
        if (running == null) {
            waiting.add(message);
        } else {
            running.update(message);
        }
    }

    /** The cipher suite is known: from here on there is a hash. The first choice counts; another one is a mistake of ours. */
    public void choose(Hash chosen) {
        if (running != null) {
            if (chosen != hash) {
                throw new IllegalStateException("the transcript is a " + hash.algorithm() + " already");
            }
            return;
        }
        hash = chosen;
        running = chosen.digest();
        waiting.forEach(running::update);
        waiting = null;
    }

    /** After a HelloRetryRequest the first ClientHello counts as {@code message_hash} (RFC 9846 §4.1). */
    public void replaceFirstHelloByItsHash() {
        byte[] first = running.digest();
        running.update(new ByteWriter()
                .uint8(HandshakeType.MESSAGE_HASH.code())
                .uint24(first.length)
                .opaque(first)
                .toByteArray());
    }

    /** The hash of all messages so far. */
    public byte[] hash() {
        return copy().digest();
    }

    /** The hash of all messages so far and the first {@code length} bytes of {@code more}, which is not added. */
    public byte[] hashWith(byte[] more, int length) {
        MessageDigest copy = copy();
        copy.update(more, 0, length);
        return copy.digest();
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) running.clone();
        } catch (CloneNotSupportedException unable) {
            throw new IllegalStateException("the installed " + hash.algorithm() + " cannot be cloned", unable);
        }
    }
}
