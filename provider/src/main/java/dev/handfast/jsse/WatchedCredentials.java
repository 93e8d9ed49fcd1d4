package dev.handfast.jsse;

import dev.handfast.CredentialFiles;
import dev.handfast.managers.WatchedKeyManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509KeyManager;

/** Key managers of files that the connections of one context name themselves, one for each place. Thread-safe; bounded. */
final class WatchedCredentials {
    private static final int LIMIT = 1024;

    private final Map<CredentialFiles, X509KeyManager> managers = new ConcurrentHashMap<>();

    /** The one that the connections before have used. It reads the files when it is first asked. */
    X509KeyManager of(CredentialFiles files) {
        X509KeyManager known = managers.get(files);
        if (known == null) {
            if (managers.size()
                    >= LIMIT) { // an application that never names the same again gains nothing, and costs no memory
                managers.clear();
            }
            known = managers.computeIfAbsent(files, WatchedKeyManager::new);
        }
        return known;
    }
}
