package dev.handfast.jsse;

import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Contexts of ours that were initialised under somebody's properties; the test itself goes on without them.
 *
 * @param settings such as {@code jsse.enableFFDHE=false} and {@code security:jdk.tls.keyLimits=...}
 */
record Operator(List<String> settings) {
    private static final String SECURITY = "security:";

    static Operator sets(String... settings) {
        return new Operator(List.of(settings));
    }

    SSLContext context(KeyManager[] keys, TrustManager... trust) throws Exception {
        SSLContext[] made = new SSLContext[1];
        with(settings, () -> made[0] = Contexts.ours(keys, trust));
        return made[0];
    }

    private static void with(List<String> settings, Setting.Body body) throws Exception {
        if (settings.isEmpty()) {
            body.run();
            return;
        }
        String[] setting = settings.get(0).split("=", 2);
        Setting.Body rest = () -> with(settings.subList(1, settings.size()), body);
        if (setting[0].startsWith(SECURITY)) {
            Setting.security(setting[0].substring(SECURITY.length()), setting[1], rest);
        } else {
            Setting.system(setting[0], setting[1], rest);
        }
    }
}
