package dev.handfast.handshake;

import dev.handfast.FailureKind;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.Tls12Messages;
import dev.handfast.message.Tls13Messages;
import dev.handfast.record.RecordFramer;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One TLS connection without I/O: bytes in, bytes out. An engine and a socket drive it alike.
 *
 * <p>Thread-safe. One lock guards what comes in and the handshake, another what goes out; they are taken in this order and
 * held neither during I/O nor during deferred work, so one thread reads while another writes and a third closes.
 *
 * <p>A fault ends the connection in both directions. It is thrown where it is met, and again by {@link #checkFault}; its
 * alert waits as output.
 */
public final class Connection {
    private final ReentrantLock inbound = new ReentrantLock();
    private final ReentrantLock outbound = new ReentrantLock();
    private final Progress progress = new Progress();
    private final Teller teller;
    private Opening opening;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Handshaker handshaker;
    private final PeerAlerts alerts;
    private final EarlyDataRules.Sink earlyData;
    private MessageDecoder decoder = Tls13Messages::decode;
    private volatile Negotiated negotiated;
    private volatile TlsFault fault;
    private volatile boolean open;
    private volatile boolean peerClosed;

    public Connection(Settings settings, Opening opening) {
        this.teller = new Teller(settings.listener(), progress);
        this.opening = opening;
        this.earlyData = settings.earlyDataRules().sink();
        this.outbox = new Outbox(settings.limits().keys(), teller);
        this.inbox = new Inbox(settings.limits(), outbox);
        this.alerts = new PeerAlerts(this, inbox, teller, settings.versions());
        this.negotiated = Negotiated.nothing(settings.serverNames());
        this.handshaker = new Handshaker(new HandshakeFlow(this, inbox, outbox, outbound, teller), inbound);
    }

    // ---- beginning

    /** A client queues its ClientHello, a server gets ready for one. Does nothing the second time. */
    public void begin() throws TlsFault {
        inbound.lock();
        try {
            if (!progress.isBegun() && fault == null) {
                progress.begin();
                Opening first = opening;
                opening = null; // it holds all the settings, which most of a connection's life has no use for
                handshaker.begin(first);
            }
        } catch (TlsFault found) {
            throw die(found);
        } finally {
            inbound.unlock();
        }
    }

    // ---- reading

    /** The lock of what comes in, for a caller to guard its own part of that with: {@link #receive} takes it again for nothing. */
    public ReentrantLock inbound() {
        return inbound;
    }

    /**
     * Length of the record that starts at {@code in[at]}, or 0 while its header is not there; see {@link RecordFramer}. What
     * follows the peer's close_notify is ignored, whatever it looks like (RFC 9846 §6.1): all of it counts as one record, of
     * which {@link #receive} takes no notice.
     */
    public int recordLength(byte[] in, int at, int available) throws TlsFault {
        if (peerClosed) {
            return available;
        }
        try {
            return RecordFramer.length(in, at, available, inbox.maxRecord());
        } catch (TlsFault found) {
            throw die(found);
        }
    }

    /** Bytes from {@code out[outAt]} on that {@link #receive} of such a record may touch. */
    public int room(int recordLength) {
        return inbox.room(recordLength);
    }

    /**
     * Takes exactly one whole record. {@code in} and {@code out} may be one array if {@code outAt == at + 5}.
     *
     * @return bytes of application data put to {@code out[outAt]}; 0 for a record of any other kind
     * @throws IllegalStateException while deferred work is outstanding
     */
    public int receive(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault {
        inbound.lock();
        try {
            checkFault();
            if (handshaker.isBusy()) {
                throw new IllegalStateException("deferred work comes first");
            }
            teller.countReceived(length);
            Inbox.Content content = inbox.open(in, at, length, out, outAt);
            if (content == Inbox.Content.APPLICATION_DATA) {
                return inbox.length();
            }
            switch (content) {
                case HANDSHAKE -> settle();
                case EARLY_DATA -> earlyData.receive(Arrays.copyOfRange(out, outAt, outAt + inbox.length()));
                case CHANGE_CIPHER_SPEC -> handshaker.acceptChangeCipherSpec();
                case ALERT -> onAlert(out, outAt, inbox.length());
                default -> {}
            }
            return 0;
        } catch (TlsFault found) {
            throw die(found);
        } finally {
            inbound.unlock();
        }
    }

    // ---- deferred work

    /** Slow work has to be done first; no record is taken until then. */
    public boolean isBusy() {
        return handshaker.isBusy();
    }

    /** The outstanding work, handed out once; null if there is none. Its run never throws: see {@link #checkFault}. */
    public Runnable takeTask() {
        inbound.lock();
        try {
            return handshaker.takeTask();
        } finally {
            inbound.unlock();
        }
    }

    // ---- writing

    /** Whole records wait to be taken. */
    public boolean hasOutput() {
        return !outbox.queue().isEmpty();
    }

    /** Length of the next waiting record, 0 if there is none. */
    public int outputLength() {
        if (!hasOutput()) {
            return 0;
        }
        try {
            return nextOutputLength();
        } catch (TlsFault unsealable) {
            die(unsealable); // outside of the outbound lock; checkFault tells why nothing comes
            return 0;
        }
    }

    private int nextOutputLength() throws TlsFault {
        outbound.lock();
        try {
            return outbox.queue().next();
        } finally {
            outbound.unlock();
        }
    }

    /** Copies the next waiting record to {@code out[at]} and returns its length. */
    public int takeOutput(byte[] out, int at) {
        outbound.lock();
        try {
            int length = outbox.queue().take(out, at);
            teller.countSent(length);
            return length;
        } finally {
            outbound.unlock();
        }
    }

    /** Bytes of content that a record of ours may have: 2^14, or what max_fragment_length has settled (RFC 6066 §4). */
    public int maxFragment() {
        return outbox.maxFragment();
    }

    /** Length of the record that {@link #write} makes of so much content, once the connection is open. */
    public int sealedLength(int contentLength) {
        return outbox.sealedLength(contentLength);
    }

    /**
     * Makes one record of application data at {@code out[at]}.
     *
     * @param length 0 to {@link #maxFragment}
     * @return the record's length; 0, with nothing written, if queued records have to be taken first, or data cannot be written
     *     any more: another thread may have closed, or met a fault, between the caller's last question and this call, or a
     *     KeyUpdate is due (RFC 9846 §4.7.3, §5.5), which this call has queued
     */
    public int write(byte[] in, int from, int length, byte[] out, int at) throws TlsFault {
        outbound.lock();
        try {
            return outbox.write(in, from, length, out, at);
        } finally {
            outbound.unlock();
        }
    }

    // ---- state

    /** The handshake is complete: application data may flow both ways. */
    public boolean isOpen() {
        return open;
    }

    /** Application data may be written. */
    public boolean canWrite() {
        return open && outbox.canWrite();
    }

    /** What is agreed so far. */
    public Negotiated negotiated() {
        return negotiated;
    }

    /** How far it has got; explains what ends it. */
    public Progress progress() {
        return progress;
    }

    /** Throws the fault that ended the connection, if one did. */
    public void checkFault() throws TlsFault {
        if (fault != null) {
            throw fault;
        }
    }

    public boolean isFailed() {
        return fault != null;
    }

    /** close_notify or a fatal alert of ours is queued or gone; nothing can be written any more. */
    public boolean isOutboundClosed() {
        return outbox.isClosed();
    }

    /** Nothing more comes from the peer. */
    public boolean isInboundClosed() {
        return peerClosed || fault != null;
    }

    /** The peer said close_notify. */
    public boolean isPeerClosed() {
        return peerClosed;
    }

    /**
     * Changes our keys and asks the peer to change its own (RFC 9846 §4.7.3). Does nothing before the handshake is over.
     *
     * @return false if that cannot be: TLS 1.2 has no KeyUpdate, or nothing can be written any more
     */
    public boolean requestKeyUpdate() throws TlsFault {
        outbound.lock();
        try {
            boolean able = open && outbox.canUpdateKeys();
            if (able) {
                outbox.updateKeys(true);
            }
            return able;
        } finally {
            outbound.unlock();
        }
    }

    // ---- the end

    /** Queues close_notify, once. Reading goes on: TLS 1.3 closes each direction by itself (RFC 9846 §6.1). */
    public void closeOutbound() {
        outbound.lock();
        try {
            if (!progress.isBegun()) {
                outbox.silence();
            } else {
                outbox.close(!open);
            }
        } catch (TlsFault unsealable) {
            outbox.silence();
        } finally {
            outbound.unlock();
        }
    }

    /** Ends the connection from our side: the alert is queued, nothing is read or written any more. */
    public void fail(TlsFault found) {
        die(found);
    }

    /** Nothing more comes, and no alert says so: if the handshake was under way, the listener hears that it failed. */
    public void lose(FailureKind kind, String sentence) {
        inbound.lock();
        try {
            teller.lost(kind, sentence);
        } finally {
            inbound.unlock();
        }
    }

    /** Messages have the form of TLS 1.2. The caller holds the inbound lock. */
    void speakTls12() {
        decoder = Tls12Messages::decode;
    }

    /** What is agreed has grown. The caller holds the inbound lock. */
    void agreed(Negotiated agreed) {
        negotiated = agreed;
    }

    /** We have no certificate for a peer that wants one. The caller holds the inbound lock. */
    void declined(String wanted) {
        progress.declined(wanted);
    }

    /** What we have said that a fatal alert may be about. The caller holds the inbound lock. */
    PeerRefusal said() {
        return new PeerRefusal(handshaker.offered(), negotiated.localChain(), progress.declined());
    }

    /** The handshake is complete. The caller holds the inbound lock. */
    void opened() {
        open = true;
        progress.complete();
        inbox.expectTraffic();
        outbound.lock();
        try {
            teller.completed(negotiated);
        } finally {
            outbound.unlock();
        }
    }

    private TlsFault die(TlsFault found) {
        inbound.lock();
        try {
            if (fault != null) {
                return fault;
            }
            fault = found;
            inbox.close();
            handshaker.stop();
            outbound.lock();
            try {
                new LastWord(outbox, teller, progress).on(found);
            } finally {
                outbound.unlock();
            }
            return found;
        } finally {
            inbound.unlock();
        }
    }

    // ---- inside

    /** Feeds whole messages to the states until one needs work done, or none is left. The caller holds the inbound lock. */
    void settle() throws TlsFault {
        while (!handshaker.awaitsWork() && fault == null && !inbox.isClosed()) {
            byte[] bytes = inbox.nextMessage();
            if (bytes == null) {
                return;
            }
            HandshakeMessage message = decoder.decode(bytes);
            teller.received(message, bytes);
            handshaker.accept(new Inbound(message, bytes));
        }
    }

    private void onAlert(byte[] content, int at, int length) throws TlsFault {
        if (alerts.closes(content, at, length)) {
            peerClosed = true;
            inbox.close();
            handshaker.stop(); // what the states hold is for messages that do not come any more
            teller.canceled();
        }
    }
}
