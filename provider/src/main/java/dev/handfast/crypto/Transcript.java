package dev.handfast.crypto;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash of all handshake messages so far (RFC 9846 §4.1). Which hash is known only from the ServerHello on; until then the
 * messages are kept. TLS 1.2 keeps them longer: a client may sign them with another hash than the suite's (RFC 5246 §7.4.8).
 * Not thread-safe.
 */
public final class Transcript {
    private List<byte[]> kept = new ArrayList<>();
    private Hash hash;
    private MessageDigest running;

    /** Adds a whole message, its header included. */
    public void add(byte[] message) {
        if (kept != null) {
            kept.add(message);
        }
        if (running != null) {
            running.update(message);
        }
    }

    /** Like {@link #chooseAndKeep}, and the messages are not kept any longer. */
    public void choose(Hash chosen) {
        chooseAndKeep(chosen);
        forget();
    }

    /** The cipher suite is known: from here on there is a hash. The first choice counts; another one is a mistake of ours. */
    public void chooseAndKeep(Hash chosen) {
        if (running != null) {
            if (chosen != hash) {
                throw new IllegalStateException("the transcript is a " + hash.algorithm() + " already");
            }
            return;
        }
        hash = chosen;
        running = chosen.digest();
        for (byte[] message : kept) {
            running.update(message);
        }
    }

    /** All messages so far, one behind the other; {@link #forget} was not called yet. */
    public byte[] messages() {
        var all = new ByteWriter();
        for (byte[] message : kept) {
            all.opaque(message);
        }
        return all.toByteArray();
    }

    /** Nobody is going to sign the messages: their hash is enough. */
    public void forget() {
        kept = null;
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
