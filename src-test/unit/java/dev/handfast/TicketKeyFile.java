package dev.handfast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** A file of a ticket key that a test writes. */
public record TicketKeyFile(Path path) {

    /** In a directory of the test's. */
    public static TicketKeyFile in(Path directory, String name) {
        return new TicketKeyFile(directory.resolve(name));
    }

    /** {@code length} times the byte {@code filling}, for its owner alone. */
    public TicketKeyFile write(int length, int filling) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) filling);
        return write(content);
    }

    public TicketKeyFile write(byte[] content) {
        try {
            Files.write(path, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return permit("rw-------");
    }

    /** Who may do what, such as {@code rw-r-----}. */
    public TicketKeyFile permit(String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    public void delete() {
        try {
            Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
