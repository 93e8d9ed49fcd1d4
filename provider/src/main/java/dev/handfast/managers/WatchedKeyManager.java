package dev.handfast.managers;

import dev.handfast.CredentialFiles;
import dev.handfast.crypto.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The keys in files that may be replaced while we run. It looks at their times whenever it is asked for an alias, so it needs no
 * thread, and reads them when these have changed. What cannot be used leaves the keys before it in place. Thread-safe.
 */
public final class WatchedKeyManager extends ChoosingKeyManager {
    private static final Logger LOG = System.getLogger("dev.handfast");
    private static final byte[] NOTHING = {};

    private final CredentialFiles files;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Look lastLook = new Look(List.of(), false);
    private volatile Generation current;
    private volatile Generation previous;
    private byte[] lastRefused = NOTHING;
    private String lastTold = "";

    /** What was seen of the files; if it is not settled they are read again all the same. */
    private record Look(List<FileVersion> versions, boolean settled) {}

    /** @param hash of the contents that the keys were read from */
    private record Generation(int number, byte[] hash, StoredKeyManager keys) {
        String alias(String stored) {
            return stored == null ? null : number + "." + stored;
        }
    }

    /** Does not look at the files yet. */
    public WatchedKeyManager(CredentialFiles files) {
        this.files = files;
    }

    /** Reads the files, for those who want to know at once if they cannot be used. */
    public void load() throws IOException, GeneralSecurityException {
        reading.lock();
        try {
            read();
        } finally {
            reading.unlock();
        }
    }

    @Override
    String choose(String[] keyTypes, Principal[] issuers, Purpose purpose, Supplier<Circumstances> connection) {
        Generation newest = newest();
        return newest.alias(newest.keys().choose(keyTypes, issuers, purpose, connection));
    }

    @Override
    String[] aliases(String keyType, Principal[] issuers, Purpose purpose) {
        Generation newest = newest();
        return Arrays.stream(newest.keys().aliases(keyType, issuers, purpose))
                .map(newest::alias)
                .toArray(String[]::new);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Generation its = generation(alias);
        return its == null ? null : its.keys().getCertificateChain(stored(alias));
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Generation its = generation(alias);
        return its == null ? null : its.keys().getPrivateKey(stored(alias));
    }

    /** The one that the alias was chosen from: chain and key have to go together, whatever happens between the two questions. */
    private Generation generation(String alias) {
        for (Generation each : new Generation[] {current, previous}) {
            if (each != null && alias != null && alias.startsWith(each.alias(""))) {
                return each;
            }
        }
        return null;
    }

    private static String stored(String alias) {
        return alias.substring(alias.indexOf('.') + 1);
    }

    /** Others do not wait for the one that reads, unless there is nothing yet. */
    private Generation newest() {
        if (current == null) {
            reading.lock();
        } else if (isUnchanged() || !reading.tryLock()) {
            return current;
        }
        try {
            read();
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            if (current == null) {
                throw new IllegalStateException(sentence(unusable), unusable);
            }
            tell(unusable);
        } finally {
            reading.unlock();
        }
        return current;
    }

    private boolean isUnchanged() {
        try {
            Look last = lastLook;
            return last.settled() && last.versions().equals(FileVersion.of(files.files()));
        } catch (IOException missing) {
            return false; // to be told by who reads
        }
    }

    private void read() throws IOException, GeneralSecurityException {
        List<FileVersion> before = FileVersion.of(files.files());
        boolean settled = before.stream().allMatch(FileVersion::isSettled);
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files.files()) {
            contents.add(Files.readAllBytes(file));
        }
        try {
            byte[] hash = hash(contents);
            boolean still = before.equals(FileVersion.of(files.files()));
            lastLook = new Look(before, settled && still);
            if (current != null && (!still || isKnown(hash))) { // who is still writing is waited for
                return;
            }
            lastTold = "";
            lastRefused = hash; // until it turns out well
            take(hash, keys(contents));
            lastRefused = NOTHING;
        } finally {
            contents.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private boolean isKnown(byte[] hash) {
        return Arrays.equals(hash, current.hash()) || Arrays.equals(hash, lastRefused);
    }

    private void take(byte[] hash, StoredKeyManager keys) {
        boolean replaces = current != null;
        previous = current;
        current = new Generation(replaces ? current.number() + 1 : 1, hash, keys);
        if (replaces) {
            LOG.log(Level.INFO, "new handshakes use the new contents of " + files);
        }
    }

    private StoredKeyManager keys(List<byte[]> contents) throws IOException, GeneralSecurityException {
        if (files instanceof CredentialFiles.Store store) {
            KeyStore opened = KeyStore.getInstance(store.type());
            char[] password = store.password();
            opened.load(new ByteArrayInputStream(contents.get(0)), password);
            StoredKeyManager keys = StoredKeyManager.in(opened, password);
            if (keys.isEmpty()) {
                throw new KeyStoreException("no key is in the key store");
            }
            return keys;
        }
        return PemFiles.read(contents.get(0), contents.get(1));
    }

    private static byte[] hash(List<byte[]> contents) {
        MessageDigest digest = Hash.SHA_256.digest();
        for (byte[] each : contents) {
            digest.update(Hash.SHA_256.hash(each));
        }
        return digest.digest();
    }

    /** Once for each version, and not for each handshake. */
    private void tell(Exception unusable) {
        String told = sentence(unusable) + "; new handshakes go on with the certificate from before";
        if (!told.equals(lastTold)) {
            lastTold = told;
            LOG.log(Level.WARNING, told);
        }
    }

    private String sentence(Exception unusable) {
        return "the certificate and key in " + files + " cannot be used: "
                + (unusable.getMessage() != null ? unusable.getMessage() : unusable.toString());
    }
}
