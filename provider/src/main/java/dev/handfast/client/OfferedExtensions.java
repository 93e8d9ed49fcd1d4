package dev.handfast.client;

import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extensions;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** A server may answer only the extensions that we offered (RFC 9846 §4.3). */
final class OfferedExtensions {
    private static final int COOKIE = 44;

    private OfferedExtensions() {}

    /** {@code unsupported_extension} for one in {@code answer} that {@code hello} did not have. */
    static void check(ClientHello hello, Extensions answer, String message) throws TlsFault {
        for (int type : answer.types()) {
            if (!hello.extensions().types().contains(type)) {
                throw new TlsFault(
                        Alert.UNSUPPORTED_EXTENSION,
                        "the server's " + message + " has the extension " + type + ", which we did not offer");
            }
        }
    }

    /** The protocol that the server chose, one of those that we offered (RFC 7301 §3.1); "" for none. */
    static String protocol(Settings settings, Optional<String> chosen) throws TlsFault {
        if (chosen.isPresent() && !settings.applicationProtocols().contains(chosen.get())) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server chose the application protocol " + chosen.get() + ", which we did not offer");
        }
        return chosen.orElse("");
    }

    /** The same for HelloRetryRequest, which alone may bring a cookie by itself (RFC 9846 §4.2.4). */
    static void checkRetry(ClientHello hello, Extensions answer) throws TlsFault {
        for (int type : answer.types()) {
            if (type != COOKIE && !hello.extensions().types().contains(type)) {
                throw new TlsFault(
                        Alert.UNSUPPORTED_EXTENSION,
                        "the server's HelloRetryRequest has the extension " + type + ", which we did not offer");
            }
        }
    }
}
