package dev.handfast;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** See {@link TicketKeys#fromFile}. Whoever asks for the keys looks at the files, so it needs no thread. Thread-safe. */
final class TicketKeyFiles implements TicketKeys {
    private static final Logger LOG = System.getLogger("dev.handfast");

    /** The files are so small that to read them costs no more than to ask for their times. */
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private static final int SHORT_FILE = 48;
    private static final int LONG_FILE = 80;
    private static final Set<PosixFilePermission> FOR_EVERYBODY =
            EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final List<Path> files;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile List<Key> current = List.of();
    private volatile long lastLook;
    private String lastTold = "";

    /** @param nanoTime as {@link System#nanoTime} */
    TicketKeyFiles(List<Path> files, LongSupplier nanoTime) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no ticket key file is named");
        }
        this.files = files;
        this.nanoTime = nanoTime;
        look();
    }

    @Override
    public List<Key> keys() {
        // Others do not wait for the one that looks.
        if (nanoTime.getAsLong() - lastLook >= BETWEEN_LOOKS && looking.tryLock()) {
            try {
                look();
                lastTold = "";
            } catch (IOException unusable) {
                tell(unusable);
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    private void look() throws IOException {
        lastLook = nanoTime.getAsLong();
        var found = new ArrayList<Key>();
        try {
            for (Path file : files) {
                found.add(read(file));
            }
        } catch (IOException unusable) {
            destroy(found, current);
            throw unusable;
        }
        List<Key> before = current;
        if (!found.equals(before)) {
            current = List.copyOf(found);
            destroy(before, found);
            LOG.log(Level.INFO, "tickets are sealed with the first of " + found + ", and opened with all: " + files);
        }
    }

    private static void destroy(List<Key> keys, List<Key> but) {
        keys.stream().filter(key -> !but.contains(key)).forEach(Key::destroy);
    }

    /** The key in {@code file}: the one from before if it is the same, whichever file it was in. */
    private Key read(Path file) throws IOException {
        byte[] content = content(file);
        byte[] name = Arrays.copyOf(content, Key.NAME_LENGTH);
        byte[] secret = Arrays.copyOfRange(content, Key.NAME_LENGTH, content.length);
        try {
            return known(name, secret).orElseGet(() -> new Key(name, secret));
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }

    private Optional<Key> known(byte[] name, byte[] secret) {
        return current.stream()
                .filter(key -> Arrays.equals(name, key.name()) && isSame(key.secret(), secret))
                .findFirst();
    }

    private static boolean isSame(Optional<byte[]> known, byte[] secret) {
        boolean same = known.isPresent() && MessageDigest.isEqual(known.get(), secret);
        known.ifPresent(copy -> Arrays.fill(copy, (byte) 0));
        return same;
    }

    private static byte[] content(Path file) throws IOException {
        boolean forEverybody;
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            forEverybody = isForEverybody(file);
            content = in.readNBytes(LONG_FILE + 1);
        } catch (NoSuchFileException missing) {
            throw unusable(file, "does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw unusable(
                    file, "cannot be read: give it to the user that runs this server (chown, chmod 400)", denied);
        } catch (IOException other) {
            throw unusable(file, "cannot be read: " + other.getMessage(), other);
        }
        if (forEverybody) {
            Arrays.fill(content, (byte) 0);
            throw unusable(
                    file,
                    "can be read or written by everybody: take that away by chmod o-rw, and make a new key, since others"
                            + " may have this one",
                    null);
        }
        if (content.length != SHORT_FILE && content.length != LONG_FILE) {
            Arrays.fill(content, (byte) 0);
            String length = content.length > LONG_FILE ? "more than " + LONG_FILE : "" + content.length;
            throw unusable(
                    file,
                    "has " + length + " bytes and not " + SHORT_FILE + " or " + LONG_FILE
                            + ": make one by openssl rand " + LONG_FILE,
                    null);
        }
        return content;
    }

    /** Who can read it can read the sessions of all clients, and who can write it decides on their keys. */
    private static boolean isForEverybody(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && !Collections.disjoint(view.readAttributes().permissions(), FOR_EVERYBODY);
    }

    private static IOException unusable(Path file, String what, IOException cause) {
        return new IOException("the ticket key file " + file + " " + what, cause);
    }

    /** Once for each fault, and not for each handshake. */
    private void tell(IOException unusable) {
        String sentence = unusable.getMessage() + "; the ticket keys from before stay in force";
        if (!sentence.equals(lastTold)) {
            lastTold = sentence;
            LOG.log(Level.WARNING, sentence);
        }
    }
}
