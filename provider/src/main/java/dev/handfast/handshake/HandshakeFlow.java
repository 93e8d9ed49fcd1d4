package dev.handfast.handshake;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.record.Opener;
import dev.handfast.record.Sealer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.concurrent.locks.Lock;

/** What the states see of this connection. Every call comes under the inbound lock. */
@SuppressWarnings("try") // what is held is named to be let go, and for nothing else
final class HandshakeFlow implements Flow, Handshaker.Sequel {
    private final Connection connection;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Lock outbound;
    private final Teller teller;

    HandshakeFlow(Connection connection, Inbox inbox, Outbox outbox, Lock outbound, Teller teller) {
        this.connection = connection;
        this.inbox = inbox;
        this.outbox = outbox;
        this.outbound = outbound;
        this.teller = teller;
    }

    @Override
    public byte[] send(HandshakeMessage message) throws TlsFault {
        byte[] bytes = message.encode();
        try (Held outward = hold()) {
            outbox.send(bytes);
        }
        teller.sent(message, bytes);
        return bytes;
    }

    @Override
    public void sendChangeCipherSpec() throws TlsFault {
        try (Held outward = hold()) {
            outbox.sendChangeCipherSpec();
        }
    }

    @Override
    public void readHandshake(TrafficSecret secret, CipherSuite suite) throws TlsFault {
        inbox.readHandshake(secret, suite);
        teller.readsUnder("handshake");
    }

    @Override
    public void writeHandshake(TrafficSecret secret, CipherSuite suite) throws TlsFault {
        try (Held outward = hold()) {
            outbox.writeHandshake(secret, suite);
        }
        teller.writesUnder("handshake");
    }

    @Override
    public void readEarlyData(TrafficSecret secret, CipherSuite suite, int limit) throws TlsFault {
        inbox.readEarlyData(secret, suite, limit);
        teller.readsUnder("early data");
    }

    @Override
    public void writeEarlyData(TrafficSecret secret, CipherSuite suite, byte[] data) throws TlsFault {
        try (Held outward = hold()) {
            outbox.writeEarlyData(secret, suite, data);
        }
        teller.writesUnder("early data");
    }

    @Override
    public void writePlain() throws TlsFault {
        try (Held outward = hold()) {
            outbox.writePlain();
        }
        teller.writesUnder("none");
    }

    @Override
    public void readTraffic(TrafficSecret secret, CipherSuite suite) throws TlsFault {
        inbox.readTraffic(secret, suite);
        teller.readsUnder("application data");
    }

    @Override
    public void writeTraffic(TrafficSecret secret, CipherSuite suite) throws TlsFault {
        try (Held outward = hold()) {
            outbox.writeTraffic(secret, suite);
        }
        teller.writesUnder("application data");
    }

    @Override
    public void speakTls12() throws TlsFault {
        inbox.speakTls12();
        connection.speakTls12();
    }

    @Override
    public void readWith(Opener opener) throws TlsFault {
        inbox.readWith(opener);
        teller.readsUnder("application data");
    }

    @Override
    public void writeWith(Sealer sealer) throws TlsFault {
        try (Held outward = hold()) {
            outbox.writeWith(sealer);
        }
        teller.writesUnder("application data");
    }

    @Override
    public void warn(Alert alert) throws TlsFault {
        try (Held outward = hold()) {
            outbox.warn(alert);
        }
    }

    @Override
    public void ignore(String what) throws TlsFault {
        inbox.countIdle(what);
    }

    @Override
    public void peerUpdatedKeys(boolean answerRequested) throws TlsFault {
        inbox.updateKeys();
        teller.readsUnder("key update");
        if (answerRequested) {
            try (Held outward = hold()) {
                outbox.oweKeyUpdate();
            }
        }
    }

    @Override
    public void limitFragments(int bytes) throws TlsFault {
        inbox.limitFragments(bytes);
        try (Held outward = hold()) {
            outbox.limitFragments(bytes);
        }
    }

    @Override
    public void skipEarlyData(int budget) {
        inbox.skipEarlyData(budget);
    }

    @Override
    public void expectAnswer() {
        inbox.expectAnswer();
    }

    @Override
    public void declineCertificate(String wanted) {
        connection.declined(wanted);
    }

    @Override
    public void agree(Negotiated agreed) {
        connection.agreed(agreed);
    }

    @Override
    public void open() {
        connection.opened();
    }

    @Override
    public boolean isHeard() {
        return teller.isHeard();
    }

    @Override
    public void emit(HandshakeEvent event) {
        teller.tell(event);
    }

    @Override
    public void emitAll(List<HandshakeEvent> events) {
        for (HandshakeEvent event : events) {
            teller.tell(event);
        }
    }

    @Override
    public void settle() throws TlsFault {
        connection.settle();
    }

    @Override
    public void failed(TlsFault found) {
        connection.fail(found);
    }

    private Held hold() {
        outbound.lock();
        return new Held(outbound);
    }

    /** The outbound lock is held until this is closed. */
    private record Held(Lock lock) implements AutoCloseable {
        @Override
        public void close() {
            lock.unlock();
        }
    }
}
