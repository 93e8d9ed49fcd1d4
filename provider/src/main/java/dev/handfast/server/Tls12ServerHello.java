package dev.handfast.server;

import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.ProtocolVersion;

/** The ServerHello of TLS 1.2 (RFC 5246 §7.4.1.3). */
final class Tls12ServerHello {
    /** RFC 5746 §3.6: we know renegotiation_info, and this is the first handshake. */
    private static final byte[] FIRST_HANDSHAKE = {};

    private static final byte[] UNCOMPRESSED = {0};

    private Tls12ServerHello() {}

    static ServerHello of(
            Settings settings,
            ClientHello hello,
            SecurityParameters parameters,
            Negotiated agreed,
            Tls12Keeping keeping) {
        return new ServerHello(
                ProtocolVersion.TLS_1_2,
                parameters.serverRandom(),
                agreed.sessionId(),
                parameters.suite().code(),
                0,
                extensions(settings, hello, agreed, keeping));
    }

    /** Only what the client offered is answered (RFC 5246 §7.4.1.4). */
    private static Extensions extensions(
            Settings settings, ClientHello hello, Negotiated agreed, Tls12Keeping keeping) {
        Extensions.Builder block = Extensions.builder(Place.SERVER_HELLO_12, settings.switchedOff());
        if (Tls12HelloCheck.knowsRenegotiationInfo(hello)) {
            block.add(Extension.RENEGOTIATION_INFO_SH12, FIRST_HANDSHAKE);
        }
        if (hello.extensions().has(Extension.MAX_FRAGMENT_LENGTH_CH)) {
            block.add(
                    Extension.MAX_FRAGMENT_LENGTH_SH12,
                    hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_CH).orElseThrow());
        }
        boolean curve = agreed.group() != null && agreed.group().isEllipticCurve();
        if (curve && hello.extensions().has(Extension.EC_POINT_FORMATS_CH)) {
            block.add(Extension.EC_POINT_FORMATS_SH12, UNCOMPRESSED);
        }
        if (agreed.extendedMasterSecret()) {
            block.add(Extension.EXTENDED_MASTER_SECRET_SH12, Extension.Flag.PRESENT);
        }
        if (agreed.encryptThenMac()) {
            block.add(Extension.ENCRYPT_THEN_MAC_SH12, Extension.Flag.PRESENT);
        }
        if (keeping == Tls12Keeping.TICKET) { // RFC 5077 §3.2
            block.add(Extension.SESSION_TICKET_SH12, Extension.Flag.PRESENT);
        }
        if (!agreed.applicationProtocol().isEmpty()) {
            block.add(Extension.ALPN_SH12, agreed.applicationProtocol());
        }
        return block.build();
    }
}
