package dev.handfast.client;

import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.SecureRenegotiation;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;

/** Holds the ServerHello of TLS 1.2 to what we offered (RFC 5246 §7.4.1.3). */
final class Tls12HelloCheck {
    private Tls12HelloCheck() {}

    /** What is agreed with it. */
    static Negotiated negotiated(Settings settings, ClientOffer offer, ServerHello hello) throws TlsFault {
        byte[] ourId = offer.hello().legacySessionId();
        if (ourId.length > 0 && Arrays.equals(ourId, hello.legacySessionIdEcho())) {
            throw illegal(
                    "the server resumes a TLS 1.2 session that never was: our session id was made up, for the eyes of"
                            + " middleboxes");
        }
        if (hello.legacyCompressionMethod() != 0) {
            throw illegal("the server chose the compression method " + hello.legacyCompressionMethod()
                    + ", which we did not offer");
        }
        CipherSuite suite = CipherSuite.of(hello.cipherSuite())
                .filter(settings.suites(ProtocolVersion.TLS_1_2)::contains)
                .orElseThrow(() -> illegal("the server chose the cipher suite "
                        + CipherSuite.nameOf(hello.cipherSuite()) + ", which we did not offer for TLS 1.2"));
        OfferedExtensions.check(offer.hello(), hello.extensions(), "ServerHello");
        checkExtensions(hello.extensions(), suite);
        requireProtection(settings, hello.extensions());
        return Negotiated.nothing(settings.serverNames())
                .with(ProtocolVersion.TLS_1_2, suite, null)
                .withSessionId(hello.legacySessionIdEcho())
                .withApplicationProtocol(
                        OfferedExtensions.protocol(settings, hello.extensions().get(Extension.ALPN_SH12)));
    }

    /** What its keys will depend on. */
    static SecurityParameters parameters(ClientOffer offer, ServerHello hello, CipherSuite suite) {
        return new SecurityParameters(
                suite,
                offer.hello().random(),
                hello.random(),
                hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_SH12),
                hello.extensions().has(Extension.ENCRYPT_THEN_MAC_SH12));
    }

    private static void checkExtensions(Extensions answer, CipherSuite suite) throws TlsFault {
        byte[] renegotiated = answer.get(Extension.RENEGOTIATION_INFO_SH12).orElse(new byte[0]);
        if (renegotiated.length > 0) { // RFC 5746 §3.4
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    "the server's renegotiation_info speaks of an earlier handshake, and this is the first: somebody may have"
                            + " put his own handshake before ours");
        }
        if (answer.has(Extension.ENCRYPT_THEN_MAC_SH12) && suite.bulk().isAead()) { // RFC 7366 §3
            throw illegal("the server's hello has encrypt_then_mac with " + suite + ", which has no MAC");
        }
    }

    /** What a server may lack by the standards, and the operator wants all the same. */
    private static void requireProtection(Settings settings, Extensions answer) throws TlsFault {
        if (settings.extendedMasterSecret() == ExtendedMasterSecret.NEEDED
                && !answer.has(Extension.EXTENDED_MASTER_SECRET_SH12)) { // RFC 7627 §5.2
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    "the server does not know extended_master_secret, and jdk.tls.allowLegacyMasterSecret=false wants it");
        }
        if (settings.secureRenegotiation() == SecureRenegotiation.NEEDED
                && !answer.has(Extension.RENEGOTIATION_INFO_SH12)) { // RFC 5746 §4.1
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    "the server does not know renegotiation_info, and sun.security.ssl.allowLegacyHelloMessages=false wants it");
        }
    }

    private static TlsFault illegal(String sentence) {
        return new TlsFault(Alert.ILLEGAL_PARAMETER, sentence);
    }
}
