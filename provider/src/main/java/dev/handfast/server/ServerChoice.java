package dev.handfast.server;

import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the server settles from a ClientHello by itself (RFC 9846 §4.2.1). A pure function of the hello and the settings.
 *
 * @param reason why this suite
 * @param share the client's key share of the group; empty means that a HelloRetryRequest has to ask for it
 */
record ServerChoice(CipherSuite suite, String reason, NamedGroup group, Optional<KeyShareEntry> share) {

    static ServerChoice of(Settings settings, ClientHello hello) throws TlsFault {
        ClientHelloCheck.check(settings, hello);
        List<Integer> offered = hello.cipherSuites();
        List<NamedGroup> groups =
                hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElseThrow();
        List<KeyShareEntry> shares =
                hello.extensions().get(Extension.KEY_SHARE_CH).orElseThrow();
        CipherSuite suite = suite(settings, offered);
        String reason = reason(settings, offered);
        List<NamedGroup> common =
                settings.groups().stream().filter(groups::contains).toList();
        if (common.isEmpty()) {
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    "no named group in common: the client offers " + groups + ", enabled on our side are "
                            + settings.groups());
        }
        for (NamedGroup group : common) { // a group that is ready to use spares a round trip
            Optional<KeyShareEntry> ready =
                    shares.stream().filter(share -> share.group().equals(group)).findFirst();
            if (ready.isPresent()) {
                return new ServerChoice(suite, reason, group, ready);
            }
        }
        return new ServerChoice(suite, reason, common.get(0), Optional.empty());
    }

    private static CipherSuite suite(Settings settings, List<Integer> offered) throws TlsFault {
        Optional<CipherSuite> chosen;
        if (!settings.serverPreference()) {
            chosen = firstOfClient(settings, offered);
        } else if (wantsChaCha(settings, offered)) {
            chosen = Optional.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        } else {
            chosen = settings.suites().stream()
                    .filter(suite -> offered.contains(suite.code()))
                    .findFirst();
        }
        return chosen.orElseThrow(() -> new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                "no cipher suites in common: the client offers "
                        + offered.stream().map(CipherSuite::nameOf).collect(Collectors.joining(", "))
                        + "; enabled on our side are " + settings.suites()));
    }

    private static String reason(Settings settings, List<Integer> offered) {
        if (!settings.serverPreference()) {
            return "the client likes it best of those that are enabled here";
        }
        return wantsChaCha(settings, offered)
                ? "the client lists it first: it seems to have no AES instructions"
                : "it is the first of ours that the client offers";
    }

    /** Whoever lists ChaCha20 first computes AES slowly; that wish goes before our order. */
    private static boolean wantsChaCha(Settings settings, List<Integer> offered) {
        return settings.suites().contains(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
                && offered.stream()
                        .map(CipherSuite::of)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .equals(Optional.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256));
    }

    private static Optional<CipherSuite> firstOfClient(Settings settings, List<Integer> offered) {
        return offered.stream()
                .map(CipherSuite::of)
                .flatMap(Optional::stream)
                .filter(settings.suites()::contains)
                .findFirst();
    }
}
