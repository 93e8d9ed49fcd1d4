package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine does to the application's buffers, to the byte. */
class EngineBuffersTest {
    private EnginePair pair;
    private SSLEngine sender;
    private SSLEngine receiver;

    @BeforeEach
    void open() throws Exception {
        pair = EnginePair.oursOpen();
        sender = pair.client.engine;
        receiver = pair.server.engine;
    }

    private static void assertResult(
            Status status, HandshakeStatus handshake, int consumed, int produced, SSLEngineResult result) {
        assertEquals(status, result.getStatus());
        assertEquals(handshake, result.getHandshakeStatus());
        assertEquals(consumed, result.bytesConsumed());
        assertEquals(produced, result.bytesProduced());
    }

    private static void assertIdle(Status status, int consumed, int produced, SSLEngineResult result) {
        assertResult(status, HandshakeStatus.NOT_HANDSHAKING, consumed, produced, result);
    }

    // ---- wrap

    @ParameterizedTest
    @EnumSource
    void wrapFitsExactlyOrMovesNothing(BufferKind kind) throws Exception {
        byte[] data = EngineHandshakeTest.pattern(100);
        ByteBuffer source = kind.source(data);
        ByteBuffer tight = kind.room(121);
        assertIdle(Status.BUFFER_OVERFLOW, 0, 0, sender.wrap(source, tight));
        assertEquals(0, source.position());
        assertEquals(0, tight.position());
        ByteBuffer exact = kind.room(122);
        assertIdle(Status.OK, 100, 122, sender.wrap(source, exact));
        ByteBuffer plain = kind.room(100);
        assertIdle(Status.OK, 122, 100, receiver.unwrap(exact.flip(), plain));
        assertEquals(ByteBuffer.wrap(data), plain.flip());
    }

    @Test
    void wrapTakesOneRecordOfWhateverThereIs() throws Exception {
        ByteBuffer source = ByteBuffer.wrap(EngineHandshakeTest.pattern(50_000));
        ByteBuffer out = ByteBuffer.allocate(60_000);
        assertIdle(Status.OK, 16384, 16384 + 22, sender.wrap(source, out));
    }

    @Test
    void wrapOfNothingIsNothing() throws Exception {
        ByteBuffer out = ByteBuffer.allocate(20_000);
        assertIdle(Status.OK, 0, 0, sender.wrap(ByteBuffer.allocate(0), out));
        assertIdle(Status.OK, 0, 0, sender.wrap(new ByteBuffer[0], 0, 0, out));
        assertEquals(0, out.position());
    }

    @Test
    void wrapLeavesTheSourceAndWhatLiesAroundItsTargetAlone() throws Exception {
        byte[] data = EngineHandshakeTest.pattern(1000);
        byte[] before = data.clone();
        byte[] room = new byte[3000];
        Arrays.fill(room, (byte) 0x55);
        ByteBuffer out = ByteBuffer.wrap(room).position(500);
        assertIdle(Status.OK, 1000, 1022, sender.wrap(ByteBuffer.wrap(data), out));
        assertArrayEquals(before, data);
        for (int i = 0; i < 3000; i++) {
            if (i < 500 || i >= 1522) {
                assertEquals(0x55, room[i], "at " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sourcesAreGatheredIntoOneRecordAndScatteredAgain(BufferKind kind) throws Exception {
        byte[] data = EngineHandshakeTest.pattern(300);
        ByteBuffer[] sources = {
            null,
            kind.source(Arrays.copyOfRange(data, 0, 100)),
            kind.source(new byte[0]),
            BufferKind.DIRECT.source(Arrays.copyOfRange(data, 100, 101)),
            kind.source(Arrays.copyOfRange(data, 101, 300)),
            null
        };
        ByteBuffer record = kind.room(1000);
        assertIdle(Status.OK, 300, 322, sender.wrap(sources, 1, 4, record));
        ByteBuffer[] targets = {null, kind.room(0), kind.room(7), BufferKind.DIRECT.room(290), kind.room(50), null};
        assertIdle(Status.OK, 322, 300, receiver.unwrap(record.flip(), targets, 1, 4));
        ByteBuffer all = ByteBuffer.allocate(300);
        for (int i = 1; i < 5; i++) {
            all.put(targets[i].flip());
        }
        assertArrayEquals(data, all.array());
        assertEquals(3, targets[4].limit());
    }

    // ---- unwrap

    @ParameterizedTest
    @EnumSource
    void partOfARecordIsLeftUntilItIsWhole(BufferKind kind) throws Exception {
        byte[] record = pair.client.wrap(EngineHandshakeTest.pattern(100));
        ByteBuffer room = kind.room(20_000);
        for (int length = 0; length < record.length; length++) {
            ByteBuffer part = kind.source(Arrays.copyOf(record, length));
            assertIdle(Status.BUFFER_UNDERFLOW, 0, 0, receiver.unwrap(part, room));
            assertEquals(0, part.position());
        }
        assertIdle(Status.OK, record.length, 100, receiver.unwrap(kind.source(record), room));
    }

    @ParameterizedTest
    @EnumSource
    void recordWithoutRoomIsLeftAndOpensOnTheNextCall(BufferKind kind) throws Exception {
        byte[] data = EngineHandshakeTest.pattern(100);
        byte[] record = pair.client.wrap(data);
        for (int room : new int[] {0, 1, 99, 50}) {
            ByteBuffer source = kind.source(record);
            ByteBuffer small = kind.room(room);
            assertIdle(Status.BUFFER_OVERFLOW, 0, 0, receiver.unwrap(source, small));
            assertEquals(0, source.position());
            assertEquals(0, small.position());
        }
        assertIdle(Status.BUFFER_UNDERFLOW, 0, 0, receiver.unwrap(kind.source(new byte[0]), kind.room(200)));
        ByteBuffer enough = kind.room(100);
        assertIdle(Status.OK, 122, 100, receiver.unwrap(kind.source(record), enough));
        assertEquals(ByteBuffer.wrap(data), enough.flip());
        pair.carry(pair.client.wrap(data), pair.server);
        assertArrayEquals(data, pair.server.read());
    }

    @Test
    void oneRecordIsTakenOfSeveral() throws Exception {
        byte[] first = pair.client.wrap(new byte[10]);
        byte[] second = pair.client.wrap(new byte[20]);
        ByteBuffer both = ByteBuffer.allocate(200).position(3);
        both.put(first).put(second).put((byte) 23).flip().position(3);
        ByteBuffer room = ByteBuffer.allocate(20_000).position(5);
        assertIdle(Status.OK, 32, 10, receiver.unwrap(both, room));
        assertIdle(Status.OK, 42, 20, receiver.unwrap(both, room));
        assertIdle(Status.BUFFER_UNDERFLOW, 0, 0, receiver.unwrap(both, room));
        assertEquals(35, room.position());
    }

    @Test
    void sourceAndTargetMayBeSlicesOfOneArray() throws Exception {
        byte[] data = EngineHandshakeTest.pattern(1000);
        byte[] record = pair.client.wrap(data);
        byte[] pool = new byte[10_000];
        ByteBuffer source =
                ByteBuffer.wrap(pool, 100, record.length).slice().put(record).flip();
        ByteBuffer room = ByteBuffer.wrap(pool, 5000, 2000).slice();
        assertIdle(Status.OK, record.length, 1000, receiver.unwrap(source, room));
        assertEquals(ByteBuffer.wrap(data), room.flip());
    }

    @Test
    void forgedRecordIsAFault() throws Exception {
        byte[] record = pair.client.wrap(new byte[10]);
        record[record.length - 1] ^= 1;
        pair.server.arrive(record);
        assertThrows(javax.net.ssl.SSLException.class, pair.server::unwrap);
        assertEquals(24, pair.server.wrap(new byte[5]).length);
        assertEquals(Status.CLOSED, pair.server.unwrap().getStatus());
    }

    // ---- arguments

    @Test
    void wrongArgumentsAreRefused() {
        ByteBuffer room = ByteBuffer.allocate(20_000);
        ByteBuffer none = ByteBuffer.allocate(0);
        ByteBuffer[] one = {none};
        ByteBuffer[] gap = {none, null};
        assertThrows(IllegalArgumentException.class, () -> sender.wrap((ByteBuffer) null, room));
        assertThrows(IllegalArgumentException.class, () -> sender.wrap(none, null));
        assertThrows(IllegalArgumentException.class, () -> sender.wrap((ByteBuffer[]) null, 0, 0, room));
        assertThrows(IllegalArgumentException.class, () -> sender.wrap(gap, 0, 2, room));
        assertThrows(IndexOutOfBoundsException.class, () -> sender.wrap(one, 0, 2, room));
        assertThrows(IndexOutOfBoundsException.class, () -> sender.wrap(one, -1, 1, room));
        assertThrows(ReadOnlyBufferException.class, () -> sender.wrap(none, room.asReadOnlyBuffer()));
        assertThrows(IllegalArgumentException.class, () -> sender.unwrap(null, room));
        assertThrows(IllegalArgumentException.class, () -> sender.unwrap(none, (ByteBuffer) null));
        assertThrows(IllegalArgumentException.class, () -> sender.unwrap(none, (ByteBuffer[]) null, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> sender.unwrap(none, gap, 1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> sender.unwrap(none, one, 1, 1));
        assertThrows(ReadOnlyBufferException.class, () -> sender.unwrap(none, room.asReadOnlyBuffer()));
    }
}
