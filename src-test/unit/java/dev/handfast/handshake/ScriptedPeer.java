package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.handfast.crypto.Transcript;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.record.MessageAssembler;
import dev.handfast.record.Opener;
import dev.handfast.record.PlainOpener;
import dev.handfast.record.PlainSealer;
import dev.handfast.record.Sealer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The other end of a connection under test, the subject. It keeps to its protocol only as far as the test says: a test is a
 * dialogue of what the peer says, hears and expects in the end.
 */
public abstract class ScriptedPeer {
    private static final int FATAL = 2;

    /** The subject threw what nobody may throw. */
    public static final class BrokenSubject extends Error {
        private static final long serialVersionUID = 1L;

        BrokenSubject(RuntimeException cause) {
            super("the subject broke", cause);
        }
    }

    protected final Connection subject;
    protected final Transcript transcript = new Transcript();
    protected CipherSuite suite;
    private final MessageAssembler arriving = new MessageAssembler(1 << 20);
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private Sealer sealer = new PlainSealer();
    private Opener opener = new PlainOpener();
    private byte[] unread = {};
    private Consumer<Runnable> worker = Runnable::run;
    private BiFunction<Integer, byte[], byte[]> tampering = (number, content) -> content;
    private int sealed;
    private ContentType heard;
    private int changeCipherSpecs;

    protected ScriptedPeer(Connection subject) {
        this.subject = subject;
        try {
            subject.begin();
        } catch (TlsFault fault) {
            throw new AssertionError(fault);
        }
    }

    public Connection subject() {
        return subject;
    }

    /** Goes through a whole handshake. */
    public abstract ScriptedPeer handshake() throws TlsFault;

    /** The subject's message in the form of the version that this peer speaks. */
    protected abstract HandshakeMessage decode(byte[] message) throws TlsFault;

    protected abstract boolean isClient();

    // ---- saying

    /** A message in a record of its own (or several, if it is too long for one), which goes to the transcript. */
    public void say(byte[] message) throws TlsFault {
        transcript.add(message);
        for (int from = 0; from < message.length; from += 1 << 14) {
            record(
                    ContentType.HANDSHAKE,
                    Arrays.copyOfRange(message, from, Math.min(message.length, from + (1 << 14))));
        }
    }

    public void say(HandshakeMessage message) throws TlsFault {
        say(message.encode());
    }

    /** A record under the keys of the moment. */
    public void record(ContentType type, byte... content) throws TlsFault {
        raw(seal(type, content));
    }

    public void alert(int level, Alert alert) throws TlsFault {
        record(ContentType.ALERT, (byte) level, (byte) alert.code());
    }

    /** A record that is not sent yet; the next one has the next sequence number. */
    public byte[] seal(ContentType type, byte... proper) throws TlsFault {
        byte[] content = tampering.apply(sealed++, proper);
        byte[] record = new byte[sealer.sealedLength(content.length)];
        System.arraycopy(content, 0, record, sealer.headroom(), content.length);
        return Arrays.copyOf(record, sealer.seal(type, record, 0, content.length));
    }

    /** Bytes as they are: several records, or a part of one. */
    public void raw(byte[] bytes) {
        unread = join(unread, bytes);
        try {
            feed();
        } catch (TlsFault fault) {
            assertTrue(subject.isFailed(), "a fault that is thrown is also kept");
        } catch (RuntimeException broken) {
            throw new BrokenSubject(broken);
        }
    }

    private void feed() throws TlsFault {
        while (!subject.isBusy()) {
            int length = subject.recordLength(unread, 0, unread.length);
            if (length == 0 || length > unread.length) {
                return;
            }
            byte[] record = Arrays.copyOf(unread, length);
            unread = Arrays.copyOfRange(unread, length, unread.length);
            byte[] out = new byte[Math.max(length, subject.room(length))];
            data.write(out, 0, subject.receive(record, 0, length, out, 0));
            work();
        }
    }

    /** Has the subject's deferred work done by {@code next} from here on, and not in place. */
    public void workWith(Consumer<Runnable> next) {
        worker = next;
    }

    private void work() {
        for (Runnable task = subject.takeTask(); task != null; task = subject.takeTask()) {
            worker.accept(task);
        }
    }

    /** Changes the content of records before they are sealed; given the number of the record and its content. */
    public void tamperWith(BiFunction<Integer, byte[], byte[]> next) {
        tampering = next;
    }

    // ---- hearing

    /** The subject's next message, which goes to the transcript. */
    public <T extends HandshakeMessage> T hear(Class<T> type) throws TlsFault {
        byte[] message = hearUnwritten();
        transcript.add(message);
        HandshakeMessage decoded = decode(message);
        assertEquals(type, decoded.getClass(), "what the subject says next");
        return type.cast(decoded);
    }

    /** The subject's next message, which does not go to the transcript. */
    public byte[] hearUnwritten() throws TlsFault {
        byte[] message;
        while ((message = arriving.next()) == null) {
            byte[] content = open(takeRecord());
            if (heard == ContentType.HANDSHAKE) {
                arriving.add(content, 0, content.length);
            } else if (heard != ContentType.CHANGE_CIPHER_SPEC) {
                fail("the subject sent " + heard + " " + Arrays.toString(content), faultOfSubject());
            }
        }
        return message;
    }

    /** The content of a record of the subject's. */
    public byte[] open(byte[] record) throws TlsFault {
        if (record[0] == ContentType.CHANGE_CIPHER_SPEC.code()) {
            assertArrayEquals(changeCipherSpec(), record);
            changeCipherSpecs++;
            heard = ContentType.CHANGE_CIPHER_SPEC;
            return new byte[0];
        }
        byte[] out = new byte[record.length];
        int length = opener.open(record, 0, record.length, out, 0);
        heard = opener.type();
        return Arrays.copyOf(out, length);
    }

    /** The subject's next record as it comes. */
    public byte[] takeRecord() {
        byte[] record = new byte[subject.outputLength()];
        if (record.length == 0) {
            fail("the subject has nothing to say", faultOfSubject());
        }
        assertEquals(record.length, subject.takeOutput(record, 0));
        return record;
    }

    /** What the subject handed to its application so far. */
    public byte[] dataReceived() {
        return data.toByteArray();
    }

    /** How many ChangeCipherSpec records were heard. */
    public int changeCipherSpecs() {
        return changeCipherSpecs;
    }

    /** The subject writes, and this is what arrives. */
    public byte[] hearData(byte... content) throws TlsFault {
        byte[] record = new byte[subject.sealedLength(content.length)];
        int length = subject.write(content, 0, content.length, record, 0);
        byte[] arrived = open(Arrays.copyOf(record, length));
        assertEquals(ContentType.APPLICATION_DATA, heard);
        return arrived;
    }

    // ---- keys

    protected void sealWith(Sealer next) {
        sealer = next;
    }

    protected void openWith(Opener next) {
        assertTrue(arriving.isEmpty(), "a message of the subject's straddles its change of keys");
        opener = next;
    }

    public void sealInTheClear() {
        sealer = new PlainSealer();
    }

    public void openInTheClear() {
        opener = new PlainOpener();
    }

    // ---- the end

    /** The subject answered with this alert, fatal, once, under the keys of the moment, and is dead in both directions. */
    public void assertDies(Alert alert) throws TlsFault {
        TlsFault fault = assertThrows(TlsFault.class, subject::checkFault, "the subject goes on");
        assertEquals(alert, fault.alert(), fault.getMessage());
        byte[] last = {};
        while (subject.hasOutput()) {
            assertFalse(last.length > 0 && heard == ContentType.ALERT, "more than an alert comes");
            last = open(takeRecord());
        }
        assertEquals(ContentType.ALERT, heard);
        assertArrayEquals(new byte[] {FATAL, (byte) alert.code()}, last, alert + " is fatal");
        assertDead();
    }

    /** Whether the subject makes a record of data, which is thrown away; a KeyUpdate that is due goes before. */
    public boolean writes() throws TlsFault {
        return subject.write(new byte[1], 0, 1, new byte[100], 0) > 0;
    }

    /** Nothing more comes out of the subject or goes in, whatever is tried. */
    public void assertDead() throws TlsFault {
        assertTrue(subject.isFailed() && subject.isInboundClosed() && subject.isOutboundClosed());
        assertFalse(subject.canWrite() || subject.isBusy() || subject.hasOutput());
        assertFalse(writes(), "a dead connection writes");
        byte[] more = seal(ContentType.APPLICATION_DATA, (byte) 1);
        int before = data.size();
        TlsFault first = assertThrows(TlsFault.class, subject::checkFault);
        TlsFault again =
                assertThrows(TlsFault.class, () -> subject.receive(more, 0, more.length, new byte[more.length], 0));
        assertEquals(first, again, "the fault stays the same");
        subject.begin();
        subject.requestKeyUpdate();
        subject.closeOutbound();
        subject.fail(new TlsFault(Alert.INTERNAL_ERROR, "another one"));
        assertFalse(subject.hasOutput(), "a dead connection says more");
        assertEquals(before, data.size());
    }

    private Throwable faultOfSubject() {
        try {
            subject.checkFault();
            return null;
        } catch (TlsFault fault) {
            return fault;
        }
    }

    // ---- bytes

    public static byte[] join(byte[]... parts) {
        var all = new ByteWriter();
        for (byte[] part : parts) {
            all.opaque(part);
        }
        return all.toByteArray();
    }

    /** The dummy ChangeCipherSpec, a whole record. */
    public static byte[] changeCipherSpec() {
        return plainRecord(20, (byte) 1);
    }

    /** A record in the clear, whatever it holds. */
    public static byte[] plainRecord(int type, byte... content) {
        return new ByteWriter()
                .uint8(type)
                .uint16(0x0303)
                .opaque(0xFFFF, content)
                .toByteArray();
    }

    /** A whole message of this type. */
    public static byte[] message(int type, byte... body) {
        return new ByteWriter().uint8(type).opaque(0xFFFFFF, body).toByteArray();
    }
}
