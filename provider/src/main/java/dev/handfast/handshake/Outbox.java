package dev.handfast.handshake;

import dev.handfast.crypto.TrafficSecret;
import dev.handfast.message.KeyUpdate;
import dev.handfast.record.OutboundQueue;
import dev.handfast.record.PlainSealer;
import dev.handfast.record.RecordFramer;
import dev.handfast.record.Sealer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/**
 * The outbound half of a connection: records waiting to go, the keys that seal, and the end. Guarded by the outbound lock of
 * {@link Connection}, but for {@link #canWrite}, {@link #isClosed}, {@link #maxFragment}, {@link #sealedLength}, {@link
 * #wantKeyUpdate} and the emptiness of the queue, which are for any thread.
 */
final class Outbox {
    static final int WARNING = 1;
    private static final int FATAL = 2;

    private final OutboundQueue queue = new OutboundQueue();
    private final KeyLimits limits;
    private final Teller teller;
    private volatile Sealer sealer = new PlainSealer();
    private TrafficSecret secret;
    private CipherSuite suite;
    private boolean keyUpdateOwed;
    private volatile boolean keyUpdateWanted;
    private volatile int maxFragment = RecordFramer.MAX_PLAINTEXT;
    private volatile boolean sealsData;
    private volatile boolean closed;

    Outbox(KeyLimits limits, Teller teller) {
        this.limits = limits;
        this.teller = teller;
    }

    OutboundQueue queue() {
        return queue;
    }

    void send(byte[] message) throws TlsFault {
        if (!closed) {
            queue.handshake(message);
        }
    }

    void sendChangeCipherSpec() throws TlsFault {
        if (!closed) {
            queue.changeCipherSpec();
        }
    }

    /** What is queued goes out under the old keys, what comes after under these. */
    void writeHandshake(TrafficSecret handshake, CipherSuite negotiated) throws TlsFault {
        sealWith(sealer.next(handshake.keys(negotiated), Long.MAX_VALUE));
    }

    /** Early data goes with what waits, not when the application writes (RFC 9846 §2.3). */
    void writeEarlyData(TrafficSecret early, CipherSuite offered, byte[] data) throws TlsFault {
        if (!closed) {
            sealWith(sealer.next(early.keys(offered), Long.MAX_VALUE));
            queue.applicationData(data);
        }
    }

    void writePlain() throws TlsFault {
        sealWith(PlainSealer.again());
    }

    void writeTraffic(TrafficSecret traffic, CipherSuite negotiated) throws TlsFault {
        if (closed) {
            traffic.close();
            return;
        }
        secret = traffic;
        suite = negotiated;
        sealWith(sealer.next(traffic.keys(negotiated), limits.bytes(negotiated)));
        sealsData = true;
    }

    /** TLS 1.2: ChangeCipherSpec, and these keys for all that follows (RFC 5246 §7.1). */
    void writeWith(Sealer next) throws TlsFault {
        if (!closed) {
            queue.changeCipherSpec();
            sealWith(next);
            sealsData = true;
        }
    }

    void warn(Alert alert) throws TlsFault {
        if (!closed) {
            queue.alert(WARNING, alert);
        }
    }

    boolean canWrite() {
        return sealsData && !closed;
    }

    /** One answer serves however many requests came before it (RFC 9846 §4.7.3). */
    void oweKeyUpdate() {
        keyUpdateOwed = true;
    }

    /** The peer's keys are to change: it is asked for that with our next data. Any thread may say so. */
    void wantKeyUpdate() {
        keyUpdateWanted = true;
    }

    /** The version has KeyUpdate: TLS 1.2 has not. */
    boolean canUpdateKeys() {
        return secret != null && !closed;
    }

    /** RFC 9846 §7.2. The KeyUpdate itself still goes under the old keys. */
    void updateKeys(boolean answerRequested) throws TlsFault {
        keyUpdateOwed = false;
        keyUpdateWanted = false;
        var update = new KeyUpdate(answerRequested);
        byte[] bytes = update.encode();
        queue.handshake(bytes);
        teller.sent(update, bytes);
        secret = secret.next();
        sealWith(sealer.next(secret.keys(suite), limits.bytes(suite)));
        teller.writesUnder("key update");
    }

    /** RFC 6066 §4. */
    void limitFragments(int bytes) {
        maxFragment = bytes;
        queue.limitFragments(bytes);
    }

    /** Bytes of content that a record may have. */
    int maxFragment() {
        return maxFragment;
    }

    /** The same for all keys of a connection that is open. */
    int sealedLength(int contentLength) {
        return sealer.sealedLength(contentLength);
    }

    /**
     * Seals data, or does nothing and returns 0. Our keys change before more data is sealed if the peer asked for that, is to be
     * asked, or the key is worn (RFC 9846 §5.5); the KeyUpdate goes first.
     */
    int write(byte[] in, int from, int length, byte[] out, int at) throws TlsFault {
        if (canWrite() && (keyUpdateOwed || keyUpdateWanted || sealer.needsKeyUpdate())) {
            updateKeys(keyUpdateWanted);
        }
        return canWrite() && queue.isEmpty() ? sealer.seal(ContentType.APPLICATION_DATA, in, from, length, out, at) : 0;
    }

    boolean isClosed() {
        return closed;
    }

    /** RFC 9846 §6.1. Whoever stops in the middle of a handshake says so with {@code user_canceled}. */
    void close(boolean canceled) throws TlsFault {
        if (closed) {
            return;
        }
        if (canceled) {
            queue.alert(WARNING, Alert.USER_CANCELED);
        }
        end(WARNING, Alert.CLOSE_NOTIFY);
    }

    /** RFC 9846 §6.2: the alert is the last thing that we say. */
    void fail(Alert alert) throws TlsFault {
        if (!closed) {
            end(FATAL, alert);
        }
    }

    /** Nothing more is said, not even an alert. */
    void silence() {
        closed = true;
        erase();
    }

    private void end(int level, Alert alert) throws TlsFault {
        queue.alert(level, alert);
        queue.sealWith(sealer);
        silence();
    }

    private void sealWith(Sealer next) throws TlsFault {
        queue.sealWith(next);
        sealer = next;
    }

    private void erase() {
        if (secret != null) {
            secret.close();
            secret = null;
        }
    }
}
