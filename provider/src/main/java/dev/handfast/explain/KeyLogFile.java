package dev.handfast.explain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.KeyLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A key log in a file, in the form that Wireshark and others read (RFC 9850 §2). Lines are added behind what the file has, each by
 * one write, so that several processes may share it. Thread-safe.
 */
public final class KeyLogFile implements KeyLog, AutoCloseable {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private final FileChannel file;

    private KeyLogFile(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens the file, and creates it, for its owner alone, if there is none.
     *
     * @throws IOException if it cannot be written
     */
    public static KeyLogFile open(Path path) throws IOException {
        try {
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException there) {
            // It is added to, whoever may read it: it may be a pipe, and who made it has chosen its rights.
        }
        return new KeyLogFile(FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /** Where a file system has no such rights, a new file gets those of its folder. */
    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** @throws UncheckedIOException if the line cannot be written */
    @Override
    public void log(Label label, byte[] clientRandom, byte[] secret) {
        byte[] name = label.name().getBytes(US_ASCII);
        ByteBuffer line = ByteBuffer.allocate(name.length + 2 * clientRandom.length + 2 * secret.length + 3);
        line.put(name).put((byte) ' ');
        hexadecimal(clientRandom, line);
        line.put((byte) ' ');
        hexadecimal(secret, line);
        line.put((byte) '\n').flip();
        lock.lock();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            lock.unlock();
            Arrays.fill(line.array(), (byte) 0);
        }
    }

    /** By hand, into memory that can be erased, which a String is not. */
    private static void hexadecimal(byte[] bytes, ByteBuffer out) {
        for (byte b : bytes) {
            out.put(DIGITS[b >> 4 & 15]).put(DIGITS[b & 15]);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
