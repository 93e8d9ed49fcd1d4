package dev.handfast.handshake;

import dev.handfast.crypto.TrafficSecret;
import dev.handfast.record.MessageAssembler;
import dev.handfast.record.Opener;
import dev.handfast.record.PlainOpener;
import dev.handfast.record.RecordFramer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/**
 * The inbound half of a connection: opens records and says which of them may come when (RFC 9846 §5). Guarded by the inbound
 * lock of {@link Connection}.
 */
final class Inbox {
    /** Records in a row that bring nothing, and post-handshake messages between data: a peer with more keeps us busy for fun. */
    private static final int MAX_IDLE = 32;

    private static final int HEADER = 5;

    /** What the peer may send changes with the time. */
    private enum Phase {
        FIRST_MESSAGE,
        HANDSHAKE,
        TLS12_HANDSHAKE,
        EARLY_DATA,
        TRAFFIC,
        CLOSED
    }

    /** What a record turned out to be. */
    enum Content {
        NOTHING,
        HANDSHAKE,
        ALERT,
        EARLY_DATA,
        APPLICATION_DATA,
        CHANGE_CIPHER_SPEC
    }

    private final MessageAssembler assembler;
    private final KeyLimits limits;
    private final Outbox outbox;
    private Phase phase = Phase.FIRST_MESSAGE;
    private volatile Opener opener = new PlainOpener();
    private int maxFragment = RecordFramer.MAX_PLAINTEXT;
    private boolean protectedRecords;
    private boolean askedForKeyUpdate;
    private TrafficSecret secret;
    private CipherSuite suite;
    private boolean droppedChangeCipherSpec;
    private int earlyDataBudget;
    private int earlyDataLeft;
    private int idle;
    private int length;

    /** @param outbox is told once when the peer's key is used up, which takes no lock */
    Inbox(Limits limits, Outbox outbox) {
        this.assembler = new MessageAssembler(limits.message());
        this.limits = limits.keys();
        this.outbox = outbox;
    }

    /** A client has sent its hello, so that a ChangeCipherSpec may come even before the first message. */
    void expectAnswer() {
        phase = Phase.HANDSHAKE;
    }

    /** Bytes of body that the next record may have. This and {@link #room}, alone among these methods, are for any thread. */
    int maxRecord() {
        return opener.maxRecord();
    }

    int room(int recordLength) {
        return opener.room(recordLength);
    }

    /** Takes one whole record; what it held lies at {@code out[outAt]} and has {@link #length} bytes. */
    Content open(byte[] in, int at, int recordLength, byte[] out, int outAt) throws TlsFault {
        length = 0;
        if (phase == Phase.CLOSED) {
            return Content.NOTHING; // §6.1: data after a closure alert is ignored
        }
        ContentType outer = ContentType.of(in[at] & 0xFF);
        if (outer == ContentType.CHANGE_CIPHER_SPEC) {
            return onChangeCipherSpec(in, at, recordLength);
        }
        if (skipsUnopened(outer, recordLength)) {
            return Content.NOTHING;
        }
        refuseUnprotected(outer, in, at, recordLength);
        try {
            length = opener.open(in, at, recordLength, out, outAt);
        } catch (TlsFault fault) {
            if (protectedRecords && fault.alert().equals(Alert.BAD_RECORD_MAC) && spend(recordLength)) {
                return Content.NOTHING;
            }
            throw fault;
        }
        if (length > maxFragment) {
            throw new TlsFault(
                    Alert.RECORD_OVERFLOW,
                    "a record from the peer holds " + length + " bytes, and max_fragment_length has settled "
                            + maxFragment);
        }
        earlyDataBudget = 0;
        return classify(out, outAt);
    }

    /** Bytes of content in the record opened last. */
    int length() {
        return length;
    }

    /** The next whole handshake message, header included, or null. */
    byte[] nextMessage() throws TlsFault {
        byte[] message = assembler.next();
        if (message != null) {
            if (phase == Phase.FIRST_MESSAGE) {
                phase = Phase.HANDSHAKE;
            } else if (phase == Phase.TRAFFIC) {
                countIdle("post-handshake messages");
            }
        }
        return message;
    }

    /**
     * TLS 1.2 is chosen: a ChangeCipherSpec is an input from here on.
     *
     * @throws TlsFault {@code unexpected_message} if one came before, which only TLS 1.3 drops
     */
    void speakTls12() throws TlsFault {
        if (droppedChangeCipherSpec) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE, "the peer sent a ChangeCipherSpec before its hello, which chose TLSv1.2");
        }
        phase = Phase.TLS12_HANDSHAKE;
    }

    /** The peer's ChangeCipherSpec came (RFC 5246 §7.1). */
    void readWith(Opener next) throws TlsFault {
        openWith(next);
    }

    /** The handshake is complete: application data may come. */
    void expectTraffic() {
        phase = Phase.TRAFFIC;
    }

    /** Application data that comes now is early, and at most {@code limit} bytes. */
    void readEarlyData(TrafficSecret early, CipherSuite negotiated, int limit) throws TlsFault {
        openWith(opener.next(early.keys(negotiated), Long.MAX_VALUE));
        phase = Phase.EARLY_DATA;
        earlyDataBudget = 0; // it is read, not dropped
        earlyDataLeft = limit;
    }

    void readHandshake(TrafficSecret handshake, CipherSuite negotiated) throws TlsFault {
        phase = Phase.HANDSHAKE;
        openWith(opener.next(handshake.keys(negotiated), Long.MAX_VALUE));
    }

    void readTraffic(TrafficSecret traffic, CipherSuite negotiated) throws TlsFault {
        secret = traffic;
        suite = negotiated;
        openWith(opener.next(traffic.keys(negotiated), limits.bytes(negotiated)));
        expectTraffic();
    }

    /** RFC 9846 §7.2. */
    void updateKeys() throws TlsFault {
        secret = secret.next();
        openWith(opener.next(secret.keys(suite), limits.bytes(suite)));
    }

    /** RFC 6066 §4. */
    void limitFragments(int bytes) {
        maxFragment = bytes;
    }

    void skipEarlyData(int budget) {
        earlyDataBudget = budget;
    }

    void countIdle(String what) throws TlsFault {
        if (++idle > MAX_IDLE) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    "the peer sent more than " + MAX_IDLE + " " + what + " in a row without any data");
        }
    }

    /** RFC 9846 §5.1: no other record comes between those of one handshake message. */
    void refuseInterleaved(String what) throws TlsFault {
        if (!assembler.isEmpty()) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE, "the peer sent " + what + " between the parts of a handshake message");
        }
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Nothing more is taken from the peer; keys are erased. */
    void close() {
        phase = Phase.CLOSED;
        if (secret != null) {
            secret.close();
            secret = null;
        }
    }

    private void openWith(Opener next) throws TlsFault {
        if (!assembler.isEmpty()) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    "a handshake message of the peer straddles its change of keys (RFC 9846 §5.1)");
        }
        opener = next;
        protectedRecords = true;
        askedForKeyUpdate = false;
    }

    private Content classify(byte[] out, int outAt) throws TlsFault {
        return switch (opener.type()) {
            case HANDSHAKE -> {
                assembler.add(out, outAt, length);
                yield Content.HANDSHAKE;
            }
            case ALERT -> Content.ALERT;
            case APPLICATION_DATA -> phase == Phase.EARLY_DATA ? acceptEarlyData() : acceptData();
            case CHANGE_CIPHER_SPEC ->
                throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent an encrypted ChangeCipherSpec");
        };
    }

    /** RFC 9846 §4.3.10. */
    private Content acceptEarlyData() throws TlsFault {
        refuseInterleaved("early data");
        if (length > earlyDataLeft) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE, "the client sent more early data than max_early_data_size allows it");
        }
        earlyDataLeft -= length;
        countEmpty();
        return Content.EARLY_DATA;
    }

    private Content acceptData() throws TlsFault {
        if (phase != Phase.TRAFFIC) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    "the peer sent application data before its Finished: the handshake comes first");
        }
        refuseInterleaved("application data");
        if (!askedForKeyUpdate && opener.needsKeyUpdate()) {
            askedForKeyUpdate = true;
            outbox.wantKeyUpdate();
        }
        countEmpty();
        return Content.APPLICATION_DATA;
    }

    private void countEmpty() throws TlsFault {
        if (length == 0) {
            countIdle("empty records");
        } else {
            idle = 0;
        }
    }

    /** RFC 9846 §5: between the first ClientHello and the peer's Finished, one byte 0x01, unprotected; means nothing in TLS 1.3. */
    private Content onChangeCipherSpec(byte[] in, int at, int recordLength) throws TlsFault {
        boolean inHandshake = phase == Phase.HANDSHAKE || phase == Phase.TLS12_HANDSHAKE || phase == Phase.EARLY_DATA;
        if (!inHandshake || recordLength != HEADER + 1 || in[at + HEADER] != 1) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    inHandshake
                            ? "the peer sent a ChangeCipherSpec that is not the single byte 1"
                            : "the peer sent a ChangeCipherSpec outside of the handshake");
        }
        refuseInterleaved("a ChangeCipherSpec");
        if (phase == Phase.TLS12_HANDSHAKE) {
            return Content.CHANGE_CIPHER_SPEC;
        }
        droppedChangeCipherSpec = true;
        countIdle("ChangeCipherSpec records");
        return Content.NOTHING;
    }

    private void refuseUnprotected(ContentType outer, byte[] in, int at, int recordLength) throws TlsFault {
        if (protectedRecords && outer == ContentType.ALERT && recordLength == HEADER + 2) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    "the peer sent the alert " + new Alert(in[at + HEADER + 1] & 0xFF)
                            + " without encryption although the keys are set");
        }
    }

    /** Early data before the retried hello comes under keys that we never had (RFC 9846 §4.3.10). */
    private boolean skipsUnopened(ContentType outer, int recordLength) {
        return !protectedRecords && outer == ContentType.APPLICATION_DATA && spend(recordLength);
    }

    private boolean spend(int recordLength) {
        if (earlyDataBudget < recordLength) {
            return false;
        }
        earlyDataBudget -= recordLength;
        return true;
    }
}
