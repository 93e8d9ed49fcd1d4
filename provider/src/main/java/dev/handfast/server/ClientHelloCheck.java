package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.HashSet;
import java.util.Set;

/** What has to be true of any TLS 1.3 ClientHello (RFC 9846 §4.2.2, §9.2). */
final class ClientHelloCheck {
    private ClientHelloCheck() {}

    static void check(ClientHello hello) throws TlsFault {
        if (hello.legacyVersion().code() < ProtocolVersion.TLS_1_2.code()) {
            throw new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    "the client's legacy_version is " + hello.legacyVersion() + " in a TLS 1.3 ClientHello");
        }
        byte[] compression = hello.legacyCompressionMethods();
        if (compression.length != 1 || compression[0] != 0) {
            throw illegal("the client's legacy_compression_methods have to be the null method alone");
        }
        requireExtensions(hello);
        checkKeyShares(hello);
    }

    /** RFC 9846 §9.2; we always exchange keys. */
    private static void requireExtensions(ClientHello hello) throws TlsFault {
        if (!hello.extensions().has(Extension.PRE_SHARED_KEY_CH)) {
            require(hello, Extension.SIGNATURE_ALGORITHMS_CH);
        } else if (!hello.extensions().has(Extension.SUPPORTED_GROUPS_CH)
                && !hello.extensions().has(Extension.KEY_SHARE_CH)) { // as RFC 9846 §4.3.9 allows
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.LACKS_PROTECTION,
                    "the client offers a pre-shared key without a key exchange (psk_ke), which has no forward secrecy and is"
                            + " not taken here: psk_dhe_ke is");
        }
        require(hello, Extension.SUPPORTED_GROUPS_CH);
        require(hello, Extension.KEY_SHARE_CH);
        if (hello.extensions().has(Extension.PRE_SHARED_KEY_CH)
                && !hello.extensions().has(Extension.PSK_KEY_EXCHANGE_MODES_CH)) { // §4.3.9
            throw new TlsFault(
                    Alert.MISSING_EXTENSION,
                    "the client's ClientHello has pre_shared_key without psk_key_exchange_modes");
        }
    }

    /** A client that offers pre-shared keys alone has no signature_algorithms: that is told when certificates are needed after all. */
    static void require(ClientHello hello, Extension<?> extension) throws TlsFault {
        if (!hello.extensions().has(extension)) {
            throw new TlsFault(
                    Alert.MISSING_EXTENSION,
                    "the client's ClientHello lacks the extension " + extension.type()
                            + ", and TLS 1.3 with certificates needs signature_algorithms, supported_groups and"
                            + " key_share");
        }
    }

    /** RFC 9846 §4.3.8: one share for each group, and no group that is not offered. */
    private static void checkKeyShares(ClientHello hello) throws TlsFault {
        // A hello has room for thousands of both; a set keeps the price of their comparison low.
        Set<NamedGroup> groups = new HashSet<>(
                hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElseThrow());
        Set<NamedGroup> seen = new HashSet<>();
        for (KeyShareEntry share :
                hello.extensions().get(Extension.KEY_SHARE_CH).orElseThrow()) {
            if (!seen.add(share.group())) {
                throw illegal("the client sends two key shares of " + share.group());
            }
            if (!groups.contains(share.group())) {
                throw illegal("the client sends a key share of " + share.group() + ", which its supported_groups lack");
            }
        }
    }

    private static TlsFault illegal(String sentence) {
        return new TlsFault(Alert.ILLEGAL_PARAMETER, sentence);
    }
}
