package dev.handfast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ticket keys in files that are replaced while we run. */
class TicketKeyFilesTest {
    private static final int A = 0x41; // as text it would be seen in messages

    @TempDir
    Path directory;

    private final LoggedWarnings log = new LoggedWarnings();
    private TicketKeyFile first;
    private TicketKeyFile second;
    private long nanoTime = Long.MAX_VALUE - 1; // it overflows now and then

    @BeforeEach
    void write() {
        first = TicketKeyFile.in(directory, "first.key").write(80, A);
        second = TicketKeyFile.in(directory, "second.key").write(48, 'B');
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private TicketKeys keys() throws IOException {
        return new TicketKeyFiles(List.of(first.path(), second.path()), () -> nanoTime);
    }

    /** After this the files are looked at again. */
    private void letASecondPass() {
        nanoTime += Duration.ofSeconds(1).toNanos();
    }

    private static byte[] filled(int length, int filling) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) filling);
        return bytes;
    }

    @Test
    void bothLengthsAreRead() throws IOException {
        byte[] content = new byte[80];
        for (int at = 0; at < content.length; at++) {
            content[at] = (byte) at;
        }
        first.write(content);
        second.write(Arrays.copyOf(content, 48));
        List<TicketKeys.Key> read =
                TicketKeys.fromFile(first.path(), second.path()).keys();
        assertEquals(2, read.size());
        assertArrayEquals(Arrays.copyOf(content, 16), read.get(0).name());
        assertArrayEquals(
                Arrays.copyOfRange(content, 16, 80), read.get(0).secret().orElseThrow());
        assertArrayEquals(
                Arrays.copyOfRange(content, 16, 48), read.get(1).secret().orElseThrow());
    }

    @Test
    void aRollKeepsTheKeyFromBeforeAndErasesTheOldest() throws IOException {
        TicketKeys keys = keys();
        List<TicketKeys.Key> before = keys.keys();
        second.write(80, A);
        first.write(80, 'C');
        letASecondPass();
        List<TicketKeys.Key> after = keys.keys();
        assertArrayEquals(filled(64, 'C'), after.get(0).secret().orElseThrow());
        assertSame(before.get(0), after.get(1));
        assertArrayEquals(filled(64, A), after.get(1).secret().orElseThrow());
        assertEquals(Optional.empty(), before.get(1).secret());
        assertEquals(List.of(), log.lines());
    }

    @Test
    void aKeyWithAnotherNameIsAnother() throws IOException {
        byte[] renamed = filled(80, A);
        renamed[0] = 0;
        second.write(renamed);
        TicketKeys keys = keys();
        List<TicketKeys.Key> read = keys.keys();
        first.write(renamed);
        second.write(80, A);
        letASecondPass();
        assertEquals(List.of(read.get(1), read.get(0)), keys.keys());
    }

    @Test
    void filesAreLookedAtOnceASecond() throws IOException {
        TicketKeys keys = keys();
        List<TicketKeys.Key> before = keys.keys();
        first.write(80, 'C');
        assertSame(before, keys.keys());
        nanoTime += Duration.ofSeconds(1).toNanos() - 1;
        assertSame(before, keys.keys());
        nanoTime++;
        assertNotSame(before, keys.keys());
        List<TicketKeys.Key> after = keys.keys();
        letASecondPass();
        assertSame(after, keys.keys(), "nothing has changed");
    }

    private record Fault(String what, Consumer<TicketKeyFile> make, String told) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Fault> faults() {
        return Stream.of(
                new Fault("no file", TicketKeyFile::delete, " does not exist"),
                new Fault("an empty file", file -> file.write(0, A), " has 0 bytes and not 48 or 80"),
                new Fault("a short file", file -> file.write(47, A), " has 47 bytes and not 48 or 80"),
                new Fault("between the two", file -> file.write(64, A), " has 64 bytes and not 48 or 80"),
                new Fault(
                        "a long file",
                        file -> file.write(1000, A),
                        " has more than 80 bytes and not 48 or 80: make one"),
                new Fault("a directory", TicketKeyFilesTest::replaceByDirectory, " cannot be read: "),
                new Fault(
                        "all may read",
                        file -> file.permit("rw-r--r--"),
                        " can be read or written by everybody: take that away by chmod o-rw"),
                new Fault(
                        "all may write",
                        file -> file.permit("rw-----w-"),
                        " can be read or written by everybody: take that away by chmod o-rw"));
    }

    private static void replaceByDirectory(TicketKeyFile file) {
        file.delete();
        assertTrue(file.path().toFile().mkdir());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whoStartsWithoutUsableFilesIsTold(Fault fault) {
        fault.make().accept(second);
        var refused = assertThrows(IOException.class, this::keys);
        assertTrue(refused.getMessage().contains(second.path() + fault.told()), refused::getMessage);
        assertFalse(refused.getMessage().contains("AAAA"), refused::getMessage);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatBreaksLaterKeepsTheKeysFromBeforeAndIsToldOnce(Fault fault) throws IOException {
        TicketKeys keys = keys();
        List<TicketKeys.Key> before = keys.keys();
        first.write(80, 'C'); // is not taken without the other
        fault.make().accept(second);
        for (int handshake = 0; handshake < 3; handshake++) {
            letASecondPass();
            assertSame(before, keys.keys());
            first.write(80, A); // is not erased because of the other
        }
        assertArrayEquals(filled(64, A), before.get(0).secret().orElseThrow());
        assertArrayEquals(filled(32, 'B'), before.get(1).secret().orElseThrow());
        assertEquals(1, log.lines().size(), log.lines()::toString);
        String told = log.lines().get(0);
        assertTrue(told.contains(second.path() + fault.told()), told);
        assertTrue(told.endsWith("; the ticket keys from before stay in force"), told);
        assertFalse(told.contains("AAAA"), told);
    }

    @Test
    void aFaultThatComesAgainIsToldAgain() throws IOException {
        TicketKeys keys = keys();
        for (int time = 1; time <= 2; time++) {
            second.write(3, A);
            letASecondPass();
            keys.keys();
            assertEquals(time, log.lines().size());
            second.write(48, 'B');
            letASecondPass();
            keys.keys();
        }
    }

    @Test
    void aFileThatOnlyOthersMayReadIsToldWithTheRemedy() throws IOException {
        first.permit("---------");
        assumeFalse(Files.isReadable(first.path()), "the tests run as root, who may read everything");
        var refused = assertThrows(IOException.class, this::keys);
        assertTrue(refused.getMessage().contains(first.path() + " cannot be read: give it to"), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "r--------"})
    void ownersAndGroupsMayReadIt(String permissions) throws IOException {
        first.permit(permissions);
        assertEquals(2, keys().keys().size());
    }

    @Test
    void whatAnApplicationDestroysIsReadAgain() throws IOException {
        TicketKeys keys = keys();
        keys.keys().get(0).destroy();
        letASecondPass();
        assertArrayEquals(filled(64, A), keys.keys().get(0).secret().orElseThrow());
    }

    @Test
    void noFileAtAllIsRefused() {
        assertThrows(IllegalArgumentException.class, TicketKeys::fromFile);
    }

    @Test
    void aKeyCopiesErasesAndKeepsSilent() {
        byte[] secret = filled(32, A);
        var key = new TicketKeys.Key(filled(16, 0xAB), secret);
        secret[0] = 0;
        key.secret().orElseThrow()[1] = 0;
        key.name()[0] = 0;
        assertArrayEquals(filled(32, A), key.secret().orElseThrow());
        assertEquals("ticket key abababababababababababababababab", key.toString());
        key.destroy();
        assertEquals(Optional.empty(), key.secret());
        assertThrows(IllegalArgumentException.class, () -> new TicketKeys.Key(new byte[15], new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> new TicketKeys.Key(new byte[16], new byte[31]));
    }
}
