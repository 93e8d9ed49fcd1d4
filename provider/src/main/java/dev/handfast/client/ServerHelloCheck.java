package dev.handfast.client;

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
import java.util.Optional;

/** Holds the server's hello to what we offered (RFC 9846 §4.2.3, §4.2.4). */
final class ServerHelloCheck {
    /** "DOWNGRD" and the version that a TLS 1.3 server fell to (RFC 9846 §4.2.3). */
    private static final byte[] DOWNGRADE = {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44};

    private ServerHelloCheck() {}

    /** The suite that the server chose. */
    static CipherSuite ofHello(Settings settings, ClientOffer offer, ServerHello hello, Optional<Retry> retry)
            throws TlsFault {
        checkVersion(hello.extensions().get(Extension.SUPPORTED_VERSIONS_SH), hello.legacyVersion(), hello.random());
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
    static KeyShareEntry keyShare(ClientOffer offer, ServerHello hello) throws TlsFault {
        KeyShareEntry share = hello.extensions()
                .get(Extension.KEY_SHARE_SH)
                .orElseThrow(() -> new TlsFault(Alert.MISSING_EXTENSION, "the server's ServerHello has no key_share"));
        if (!share.group().equals(offer.group())) {
            throw illegal("the server's key share is of " + share.group() + ", ours is of " + offer.group());
        }
        return share;
    }

    /** The suite that the server is going to use; the request has to change something, and be one that we can meet. */
    static CipherSuite ofRetry(Settings settings, ClientOffer offer, HelloRetryRequest request) throws TlsFault {
        Extensions asked = request.extensions();
        checkVersion(asked.get(Extension.SUPPORTED_VERSIONS_HRR), request.legacyVersion(), request.random());
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
        if (group.isPresent() && group.get().equals(offer.group())) {
            throw illegal("the server asks for a key share of " + group.get() + ", which it has got");
        }
        if (group.isPresent() && !settings.groups().contains(group.get())) {
            throw illegal("the server asks for a key share of " + group.get() + ", which we did not offer");
        }
        return suite;
    }

    private static void checkVersion(Optional<ProtocolVersion> selected, ProtocolVersion legacy, byte[] random)
            throws TlsFault {
        if (selected.isEmpty()) {
            if (Arrays.equals(DOWNGRADE, Arrays.copyOfRange(random, 24, 31))) {
                throw illegal("the server speaks TLS 1.3 and was made to believe that we do not: somebody on the way"
                        + " tampers with the handshake");
            }
            throw new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    "the server chose " + legacy + ", and TLSv1.3 is all that is enabled on our side");
        }
        if (!selected.get().equals(ProtocolVersion.TLS_1_3)) {
            throw illegal("the server's supported_versions selects " + selected.get() + ", which we did not offer");
        }
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
        return CipherSuite.of(suite)
                .filter(settings.suites()::contains)
                .orElseThrow(() -> illegal(
                        "the server chose the cipher suite " + CipherSuite.nameOf(suite) + ", which we did not offer"));
    }

    private static TlsFault illegal(String sentence) {
        return new TlsFault(Alert.ILLEGAL_PARAMETER, sentence);
    }
}
