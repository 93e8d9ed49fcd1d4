package dev.handfast.managers;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The JVM's default trust store: that of {@code javax.net.ssl.trustStore*}, else {@code jssecacerts}, else {@code cacerts}. Read
 * when somebody asks and the file has changed since. Thread-safe.
 */
public final class DefaultTrustStore {
    private static final String PROPERTY = "javax.net.ssl.trustStore";
    private static final String NO_FILE = "NONE";

    private static final ReentrantLock READING = new ReentrantLock();
    private static SoftReference<Read> last = new SoftReference<>(null);

    /** What was read, and of what. */
    private record Read(Place place, TrustAnchors anchors) {}

    /**
     * Where the store is.
     *
     * @param name of the file, or {@code NONE}; null if there is no file at all
     * @param modified milliseconds, and {@code length} bytes; 0 without a file
     */
    private record Place(String name, String type, String provider, long modified, long length) {
        static Place now() {
            String type = System.getProperty(PROPERTY + "Type", KeyStore.getDefaultType());
            String provider = System.getProperty(PROPERTY + "Provider", "");
            String security = System.getProperty("java.home") + File.separator + "lib" + File.separator + "security";
            String named = System.getProperty(PROPERTY, security + File.separator + "jssecacerts");
            if (named.equals(NO_FILE)) {
                return new Place(NO_FILE, type, provider, 0, 0);
            }
            for (String name : List.of(named, security + File.separator + "cacerts")) {
                File file = new File(name);
                if (file.isFile() && file.canRead()) {
                    return new Place(name, type, provider, file.lastModified(), file.length());
                }
            }
            return new Place(null, type, provider, 0, 0);
        }
    }

    /**
     * What the doctor tells.
     *
     * @param file its name, or {@code NONE}; null if there is no file at all
     * @param store empty if there is no file
     */
    public record Contents(String file, String type, KeyStore store) {}

    private DefaultTrustStore() {}

    /** As it is now. */
    public static Contents contents() throws IOException, GeneralSecurityException {
        Place place = Place.now();
        return new Contents(place.name(), place.type(), load(place));
    }

    /** Nobody if there is no file. */
    static TrustAnchors anchors() throws IOException, GeneralSecurityException {
        READING.lock();
        try {
            Place place = Place.now();
            Read known = last.get();
            if (known == null || !known.place().equals(place)) {
                known = new Read(place, read(place));
                last = new SoftReference<>(known);
            }
            return known.anchors();
        } finally {
            READING.unlock();
        }
    }

    private static TrustAnchors read(Place place) throws IOException, GeneralSecurityException {
        String origin = "of the default trust store, " + (place.name() == null ? "which is missing" : place.name())
                + "; " + PROPERTY + " names another";
        if (place.name() == null) {
            return TrustAnchors.ofCertificates(List.of(), origin);
        }
        return TrustAnchors.in(load(place), origin);
    }

    private static KeyStore load(Place place) throws IOException, GeneralSecurityException {
        String secret = System.getProperty(PROPERTY + "Password", "");
        KeyStore store = place.provider().isEmpty()
                ? KeyStore.getInstance(place.type())
                : KeyStore.getInstance(place.type(), place.provider());
        boolean isFile = place.name() != null && !place.name().equals(NO_FILE);
        try (InputStream in = isFile ? new FileInputStream(place.name()) : null) {
            store.load(in, secret.isEmpty() ? null : secret.toCharArray());
        }
        return store;
    }
}
