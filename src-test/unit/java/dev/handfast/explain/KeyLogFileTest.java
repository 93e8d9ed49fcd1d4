package dev.handfast.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.KeyLog.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of RFC 9850 §2, in a file that nobody else reads. */
class KeyLogFileTest {
    private static final byte[] RANDOM = {0, 1, (byte) 0xFE};
    private static final byte[] SECRET = {(byte) 0xA0, 0x7F};

    @TempDir
    private Path folder;

    @Test
    void aLineHasLabelRandomAndSecret() throws IOException {
        Path path = folder.resolve("keys");
        try (KeyLogFile log = KeyLogFile.open(path)) {
            log.log(Label.CLIENT_RANDOM, RANDOM, SECRET);
            log.log(Label.SERVER_TRAFFIC_SECRET_0, RANDOM, SECRET);
        }
        assertEquals("CLIENT_RANDOM 0001fe a07f\nSERVER_TRAFFIC_SECRET_0 0001fe a07f\n", Files.readString(path));
    }

    @Test
    void aNewFileIsItsOwnersAlone() throws IOException {
        Path path = folder.resolve("keys");
        KeyLogFile.open(path).close();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void whatTheFileHasStays() throws IOException {
        Path path = Files.writeString(folder.resolve("keys"), "# from before\n");
        try (KeyLogFile log = KeyLogFile.open(path)) {
            log.log(Label.CLIENT_RANDOM, RANDOM, SECRET);
        }
        assertEquals(List.of("# from before", "CLIENT_RANDOM 0001fe a07f"), Files.readAllLines(path));
    }

    @Test
    void whereNothingCanBeWrittenItFails() throws IOException {
        assertThrows(IOException.class, () -> KeyLogFile.open(folder));
        KeyLogFile closed = KeyLogFile.open(folder.resolve("keys"));
        closed.close();
        assertThrows(UncheckedIOException.class, () -> closed.log(Label.CLIENT_RANDOM, RANDOM, SECRET));
    }
}
