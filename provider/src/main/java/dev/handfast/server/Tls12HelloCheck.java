package dev.handfast.server;

import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/** What has to be true of any TLS 1.2 ClientHello (RFC 5246 §7.4.1.2). */
final class Tls12HelloCheck {
    private Tls12HelloCheck() {}

    static void check(ClientHello hello) throws TlsFault {
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
                    "the client's renegotiation_info speaks of an earlier handshake, and this is the first: somebody may have"
                            + " put his own handshake before it");
        }
    }
}
