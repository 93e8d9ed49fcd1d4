package dev.handfast.client;

import dev.handfast.crypto.Hash;
import dev.handfast.handshake.Downgrade;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds the server's hello to what we offered (RFC 9846 §4.2.3, §4.2.4). */
final class ServerHelloCheck {
    private ServerHelloCheck() {}

    /** The version that the server chose; one that was enabled, and without a trace of somebody who talked it down. */
    static ProtocolVersion version(Settings settings, ServerHello hello) throws TlsFault {
        return version(
                settings,
                hello.extensions().get(Extension.SUPPORTED_VERSIONS_SH),
                hello.legacyVersion(),
                hello.random());
    }

    /** The suite that the server chose for TLS 1.3. */
    static CipherSuite ofHello(Settings settings, ClientOffer offer, ServerHello hello, Optional<Retry> retry)
            throws TlsFault {
        CipherSuite suite = common(
                settings,
                offer,
                hello.legacyVersion(),
                hello.legacySessionIdEcho(),
                hello.legacyCompressionMethod(),
                hello.cipherSuite());
        OfferedExtensions.check(offer.hello(), hello.extensions(), "ServerHello");
        if (retry.isPresent() && retry.get().suite() != suite) {
            throw illegal("the server chose " + retry.get().suite() + " in its HelloRetryRequest and " + suite
                    + " in its ServerHello");
        }
        return suite;
    }

    /** The server's key share, which has to be of the group of ours. */
    static KeyShareEntry keyShare(OwnKeyShare ours, ServerHello hello) throws TlsFault {
        Optional<KeyShareEntry> share = hello.extensions().get(Extension.KEY_SHARE_SH);
        if (share.isEmpty()) {
            throw new TlsFault(Alert.MISSING_EXTENSION, "the server's ServerHello has no key_share");
        }
        if (!share.get().group().equals(ours.group())) {
            throw illegal("the server's key share is of " + share.get().group() + ", ours is of " + ours.group());
        }
        return share.get();
    }

    /** The pre-shared key that the server takes, if it does; it has to be one that we offered, with a suite of its hash (§4.3.11). */
    static Optional<OfferedPsk> psk(ClientOffer offer, ServerHello hello, CipherSuite suite) throws TlsFault {
        Optional<Integer> selected = hello.extensions().get(Extension.PRE_SHARED_KEY_SH);
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        List<OfferedPsk> offered = offer.psks().list();
        if (selected.get() >= offered.size()) {
            throw illegal("the server selects the PSK number " + selected.get() + ", counted from 0, and we offered "
                    + offered.size());
        }
        OfferedPsk psk = offered.get(selected.get());
        if (psk.key().hash() != Hash.of(suite)) {
            throw illegal("the server takes a PSK with " + suite + ", whose hash is not that of the PSK");
        }
        return Optional.of(psk);
    }

    /** The suite that the server is going to use; the request has to change something, and be one that we can meet. */
    static CipherSuite ofRetry(Settings settings, ClientOffer offer, HelloRetryRequest request) throws TlsFault {
        Extensions asked = request.extensions();
        checkTls13(settings, request);
        CipherSuite suite = common(
                settings,
                offer,
                request.legacyVersion(),
                request.legacySessionIdEcho(),
                request.legacyCompressionMethod(),
                request.cipherSuite());
        OfferedExtensions.checkRetry(offer.hello(), asked);
        Optional<NamedGroup> group = asked.get(Extension.KEY_SHARE_HRR);
        if (group.isEmpty() && !asked.has(Extension.COOKIE_HRR)) {
            throw illegal("the server's HelloRetryRequest would change nothing in our ClientHello");
        }
        if (group.isPresent()
                && group.get().equals(offer.keyShare().orElseThrow().group())) {
            throw illegal("the server asks for a key share of " + group.get() + ", which it has got");
        }
        if (group.isPresent() && !settings.groups().contains(group.get())) {
            throw illegal("the server asks for a key share of " + group.get() + ", which we did not offer");
        }
        return suite;
    }

    /** Only TLS 1.3 has a HelloRetryRequest. */
    private static void checkTls13(Settings settings, HelloRetryRequest request) throws TlsFault {
        Optional<ProtocolVersion> selected = request.extensions().get(Extension.SUPPORTED_VERSIONS_HRR);
        ProtocolVersion version = version(settings, selected, request.legacyVersion(), request.random());
        if (!version.equals(ProtocolVersion.TLS_1_3)) {
            throw new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    "the server sent a HelloRetryRequest and chose " + version + ", which has none");
        }
    }

    private static ProtocolVersion version(
            Settings settings, Optional<ProtocolVersion> selected, ProtocolVersion legacy, byte[] random)
            throws TlsFault {
        List<ProtocolVersion> enabled = settings.versions();
        if (selected.isPresent() && !enabled.contains(ProtocolVersion.TLS_1_3)) {
            throw new TlsFault(
                    Alert.UNSUPPORTED_EXTENSION, "the server's hello has supported_versions, which we did not offer");
        }
        if (selected.isPresent() && !selected.get().equals(ProtocolVersion.TLS_1_3)) {
            throw illegal(
                    "the server's supported_versions selects " + selected.get() + ", which we did not offer there");
        }
        if (selected.isPresent()) {
            return ProtocolVersion.TLS_1_3;
        }
        Downgrade.check(random, enabled);
        if (!legacy.equals(ProtocolVersion.TLS_1_2) || !enabled.contains(legacy)) {
            throw new TlsFault(
                    Alert.PROTOCOL_VERSION, "the server chose " + legacy + ", enabled on our side are " + enabled);
        }
        return legacy;
    }

    private static CipherSuite common(
            Settings settings, ClientOffer offer, ProtocolVersion legacy, byte[] echo, int compression, int suite)
            throws TlsFault {
        if (!legacy.equals(ProtocolVersion.TLS_1_2)) {
            throw illegal("the server's legacy_version is " + legacy + " and has to be TLSv1.2");
        }
        if (!Arrays.equals(echo, offer.hello().legacySessionId())) {
            throw illegal("the server's legacy_session_id_echo is not our session id");
        }
        if (compression != 0) {
            throw illegal("the server chose the compression method " + compression + ", TLS 1.3 has none");
        }
        Optional<CipherSuite> known = CipherSuite.of(suite);
        if (known.isEmpty() || !settings.suites(ProtocolVersion.TLS_1_3).contains(known.get())) {
            throw illegal(
                    "the server chose the cipher suite " + CipherSuite.nameOf(suite) + ", which we did not offer");
        }
        return known.get();
    }

    private static TlsFault illegal(String sentence) {
        return new TlsFault(Alert.ILLEGAL_PARAMETER, sentence);
    }
}
