package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.SecureRenegotiation;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/** What has to be true of any TLS 1.2 ClientHello (RFC 5246 §7.4.1.2). */
final class Tls12HelloCheck {
    /** RFC 5746 §3.3: the client that cannot send the extension says so with a suite. */
    private static final int TLS_EMPTY_RENEGOTIATION_INFO_SCSV = 0x00FF;

    private Tls12HelloCheck() {}

    static void check(Settings settings, ClientHello hello) throws TlsFault {
        boolean uncompressed = false;
        for (byte method : hello.legacyCompressionMethods()) {
            uncompressed |= method == 0;
        }
        if (!uncompressed) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the client's compression methods lack the null method, which all have to offer");
        }
        byte[] renegotiated =
                hello.extensions().get(Extension.RENEGOTIATION_INFO_CH).orElse(new byte[0]);
        if (renegotiated.length > 0) { // RFC 5746 §3.6
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.WEAKENED,
                    "the client's renegotiation_info speaks of an earlier handshake, and this is the first: somebody may have"
                            + " put his own handshake before it");
        }
        requireProtection(settings, hello);
    }

    /** RFC 5746 §3.6. */
    static boolean knowsRenegotiationInfo(ClientHello hello) {
        return hello.extensions().has(Extension.RENEGOTIATION_INFO_CH)
                || hello.cipherSuites().contains(TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    }

    /** What a client may lack by the standards, and the operator wants all the same. */
    private static void requireProtection(Settings settings, ClientHello hello) throws TlsFault {
        if (settings.extendedMasterSecret() == ExtendedMasterSecret.NEEDED
                && !hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH)) { // RFC 7627 §5.3
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.LACKS_PROTECTION,
                    "the client does not know extended_master_secret, and jdk.tls.allowLegacyMasterSecret=false wants it");
        }
        if (settings.secureRenegotiation() == SecureRenegotiation.NEEDED
                && !knowsRenegotiationInfo(hello)) { // RFC 5746 §4.3
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.LACKS_PROTECTION,
                    "the client does not know renegotiation_info, and sun.security.ssl.allowLegacyHelloMessages=false wants it");
        }
    }
}
