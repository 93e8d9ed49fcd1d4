package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.handshake.Removed;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which version a ClientHello leads to (RFC 9846 §4.2.1, §4.3.1). */
final class VersionChoice {
    /** RFC 7507 §2: the client has tried a higher version before, and failed. */
    private static final int TLS_FALLBACK_SCSV = 0x5600;

    private VersionChoice() {}

    /**
     * The highest version in common.
     *
     * @throws TlsFault {@code protocol_version} if there is none, {@code inappropriate_fallback} if somebody made the client offer
     *     less than it can
     */
    static ProtocolVersion of(Settings settings, ClientHello hello) throws TlsFault {
        List<ProtocolVersion> offered =
                hello.extensions().get(Extension.SUPPORTED_VERSIONS_CH).orElse(List.of(olderOf(hello)));
        List<ProtocolVersion> common = new ArrayList<>(settings.versions());
        common.retainAll(offered);
        Optional<ProtocolVersion> chosen = highest(common);
        if (chosen.isEmpty()) {
            throw new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    Facts.of(FailureKind.NO_COMMON_VERSION)
                            .offers(settings.versions(), offered)
                            .removed(Removed.of(offered.stream(), settings.exclusions()::of)),
                    "no protocol version in common: the client offers " + Removed.list(offered)
                            + ", enabled on our side are " + settings.versions());
        }
        if (hello.cipherSuites().contains(TLS_FALLBACK_SCSV) && !chosen.equals(highest(settings.versions()))) {
            throw new TlsFault(
                    Alert.INAPPROPRIATE_FALLBACK,
                    FailureKind.WEAKENED,
                    "the client falls back to " + chosen.get() + " because "
                            + highest(settings.versions()).orElseThrow()
                            + " did not work, yet it does here: somebody on the way breaks it");
        }
        return chosen.get();
    }

    /** Without supported_versions it is a hello of TLS 1.2 or below, whatever legacy_version says (RFC 9846 §4.3.1). */
    private static ProtocolVersion olderOf(ClientHello hello) {
        boolean newer = hello.legacyVersion().code() > ProtocolVersion.TLS_1_2.code();
        return newer ? ProtocolVersion.TLS_1_2 : hello.legacyVersion();
    }

    private static Optional<ProtocolVersion> highest(List<ProtocolVersion> versions) {
        Optional<ProtocolVersion> highest = Optional.empty();
        for (ProtocolVersion version : versions) {
            if (highest.isEmpty() || version.code() > highest.get().code()) {
                highest = Optional.of(version);
            }
        }
        return highest;
    }
}
