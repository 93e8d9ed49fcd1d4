package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.Removed;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a TLS 1.3 server settles from a ClientHello by itself (RFC 9846 §4.2.1). A pure function of the hello and the settings.
 *
 * @param reason why this suite
 * @param share the client's key share of the group; empty means that a HelloRetryRequest has to ask for it
 */
record ServerChoice(CipherSuite suite, String reason, NamedGroup group, Optional<KeyShareEntry> share) {

    /** @param known a suite that goes with one of them is better than any other */
    static ServerChoice of(Settings settings, ClientHello hello, KnownPsks known) throws TlsFault {
        List<Integer> offered = hello.cipherSuites();
        List<CipherSuite> common = SuiteOrder.of(settings, offered, ProtocolVersion.TLS_1_3);
        if (common.isEmpty()) {
            throw SuiteOrder.nothingInCommon(settings, offered, ProtocolVersion.TLS_1_3);
        }
        for (CipherSuite suite : common) {
            if (known.of(Hash.of(suite)).isPresent()) {
                return of(settings, hello, suite, "it is the first that goes with the pre-shared key of the client");
            }
        }
        return of(settings, hello, common.get(0), SuiteOrder.reason(settings, offered));
    }

    /** The suite stays when a HelloRetryRequest has told it (RFC 9846 §4.2.4). */
    ServerChoice again(Settings settings, ClientHello second) throws TlsFault {
        return of(settings, second, suite, reason);
    }

    private static ServerChoice of(Settings settings, ClientHello hello, CipherSuite suite, String reason)
            throws TlsFault {
        List<NamedGroup> groups =
                hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElseThrow();
        List<KeyShareEntry> shares =
                hello.extensions().get(Extension.KEY_SHARE_CH).orElseThrow();
        List<NamedGroup> common = new ArrayList<>(settings.groups());
        common.retainAll(groups);
        if (common.isEmpty()) {
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    Facts.of(FailureKind.NO_COMMON_GROUP)
                            .offers(settings.groups(), groups)
                            .removed(Removed.of(
                                    groups.stream().filter(NamedGroup.SUPPORTED::contains), settings.exclusions()::of)),
                    "no named group in common: the client offers " + Removed.list(groups) + ", enabled on our side are "
                            + settings.groups());
        }
        for (NamedGroup group : common) { // a group that is ready to use spares a round trip
            for (KeyShareEntry share : shares) {
                if (share.group().equals(group)) {
                    return new ServerChoice(suite, reason, group, Optional.of(share));
                }
            }
        }
        return new ServerChoice(suite, reason, common.get(0), Optional.empty());
    }
}
