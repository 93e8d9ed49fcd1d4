package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.handshake.Removed;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.Bulk;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The cipher suites that both sides know, best first (RFC 9846 §4.2.1, RFC 5246 §7.4.1.3). */
final class SuiteOrder {
    private SuiteOrder() {}

    /**
     * Our order, or the client's if the application wants it so; where the client likes ChaCha20 best, that goes first. What the
     * operator calls legacy goes last in any case.
     */
    static List<CipherSuite> of(Settings settings, List<Integer> offered, ProtocolVersion version) {
        List<CipherSuite> common = preferred(settings, offered, version);
        Set<CipherSuite> last = settings.lastResorts();
        if (!last.isEmpty()) {
            common.sort(Comparator.comparing(last::contains));
        }
        return common;
    }

    private static List<CipherSuite> preferred(Settings settings, List<Integer> offered, ProtocolVersion version) {
        List<CipherSuite> ours = settings.suites(version);
        Set<CipherSuite> theirs = known(offered);
        if (!settings.serverPreference()) {
            var common = new ArrayList<>(theirs);
            common.retainAll(ours);
            return common;
        }
        var common = new ArrayList<>(ours);
        common.retainAll(theirs);
        if (wantsChaCha(offered)) {
            common.sort(Comparator.comparing(suite -> suite.bulk() != Bulk.CHACHA20_POLY1305));
        }
        return common;
    }

    /** Why the first of them is the first. */
    static String reason(Settings settings, List<Integer> offered) {
        if (!settings.serverPreference()) {
            return "the client likes it best of those that are enabled here";
        }
        return wantsChaCha(offered)
                ? "the client lists ChaCha20 first: it seems to have no AES instructions"
                : "it is the first of ours that the client offers";
    }

    static TlsFault nothingInCommon(Settings settings, List<Integer> offered, ProtocolVersion version) {
        List<String> theirs = offered.stream().map(CipherSuite::nameOf).toList();
        Stream<CipherSuite> known =
                known(offered).stream().filter(suite -> suite.version().equals(version));
        return new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                Facts.of(FailureKind.NO_COMMON_CIPHER_SUITE)
                        .offers(settings.suites(version), theirs)
                        .removed(Removed.of(known, settings.exclusions()::of)),
                "no cipher suites in common: the client offers " + Removed.list(theirs) + "; enabled on our side for "
                        + version + " are " + settings.suites(version));
    }

    /** Whoever lists ChaCha20 first computes AES slowly; that wish goes before our order. */
    private static boolean wantsChaCha(List<Integer> offered) {
        for (int code : offered) {
            Optional<CipherSuite> known = CipherSuite.of(code);
            if (known.isPresent()) {
                return known.get().bulk() == Bulk.CHACHA20_POLY1305;
            }
        }
        return false;
    }

    /** Those of the client that we know, in its order. */
    private static Set<CipherSuite> known(List<Integer> offered) {
        var known = new LinkedHashSet<CipherSuite>();
        for (int code : offered) {
            Optional<CipherSuite> suite = CipherSuite.of(code);
            if (suite.isPresent()) {
                known.add(suite.get());
            }
        }
        return known;
    }
}
