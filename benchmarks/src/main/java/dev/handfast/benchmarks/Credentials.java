package dev.handfast.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * The key stores of a client and a server.
 *
 * @param server the server's key and certificate
 * @param client the client's key and certificate, for when it is asked
 * @param authority whom both trust
 */
record Credentials(KeyStore server, KeyStore client, KeyStore authority) {
    /** What the stores and the keys in them are locked with. */
    static final char[] PASSWORD = "benchmark".toCharArray();

    /**
     * An empty store. Not one of PKCS #12: it would stretch the password ten thousand times over whenever a key is taken out, which in a
     * fresh JVM takes longer than the handshake that is to be timed.
     */
    static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    /** Writes the stores into {@code directory}, for another JVM to {@link #load}. */
    void save(Path directory) throws GeneralSecurityException, IOException {
        save(server, directory.resolve("server"));
        save(client, directory.resolve("client"));
        save(authority, directory.resolve("authority"));
    }

    static Credentials load(Path directory) throws GeneralSecurityException, IOException {
        return new Credentials(
                read(directory.resolve("server")),
                read(directory.resolve("client")),
                read(directory.resolve("authority")));
    }

    /** Removes what was saved, and {@code directory} with it. */
    static void delete(Path directory) throws IOException {
        for (String store : List.of("server", "client", "authority")) {
            Files.deleteIfExists(directory.resolve(store));
        }
        Files.delete(directory);
    }

    private static void save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
