package dev.handfast.client;

import dev.handfast.FailureKind;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
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
import java.util.Optional;

/** Holds the ServerHello of TLS 1.2 to what we offered (RFC 5246 §7.4.1.3). */
final class Tls12HelloCheck {
    private Tls12HelloCheck() {}

    /** What is agreed with it; what the session that it resumes has agreed already is in there, too. */
    static Negotiated negotiated(Settings settings, ClientOffer offer, ServerHello hello) throws TlsFault {
        Optional<ResumableSession> resumed = resumed(offer, hello);
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
        Negotiated agreed = resumed.map(ResumableSession::resumed)
                .orElseGet(() -> Negotiated.nothing(settings.serverNames()))
                .with(ProtocolVersion.TLS_1_2, suite, null)
                .withProtection(
                        hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_SH12),
                        hello.extensions().has(Extension.ENCRYPT_THEN_MAC_SH12))
                .withSessionId(hello.legacySessionIdEcho())
                .withApplicationProtocol(
                        OfferedExtensions.protocol(settings, hello.extensions().get(Extension.ALPN_SH12)));
        if (resumed.isPresent()) {
            checkUnchanged(resumed.get().negotiated(), agreed);
        }
        return agreed;
    }

    /** RFC 5246 §7.4.1.3: the echo of our session id says that the session is resumed. */
    private static Optional<ResumableSession> resumed(ClientOffer offer, ServerHello hello) throws TlsFault {
        byte[] ourId = offer.hello().legacySessionId();
        if (ourId.length == 0 || !Arrays.equals(ourId, hello.legacySessionIdEcho())) {
            return Optional.empty();
        }
        if (offer.session().isEmpty()) {
            throw illegal(
                    "the server resumes a TLS 1.2 session that never was: our session id was made up, for the eyes of"
                            + " middleboxes");
        }
        return offer.session();
    }

    /** A session is what it was. */
    private static void checkUnchanged(Negotiated then, Negotiated now) throws TlsFault {
        if (then.suite() != now.suite()) { // RFC 5246 §7.4.1.3
            throw illegal("the server resumes a session of " + then.suite() + " with " + now.suite());
        }
        if (then.extendedMasterSecret() != now.extendedMasterSecret()) { // RFC 7627 §5.3
            throw changed("extended_master_secret", then.extendedMasterSecret());
        }
        if (then.encryptThenMac() && !now.encryptThenMac()) { // RFC 7366 §3.1
            throw changed("encrypt_then_mac", true);
        }
    }

    private static TlsFault changed(String extension, boolean before) {
        return new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                FailureKind.WEAKENED,
                "the server resumes a session that was made " + (before ? "with " : "without ") + extension
                        + ", and now is " + (before ? "without" : "with") + ": somebody may be in the middle");
    }

    /** What its keys will depend on. */
    static SecurityParameters parameters(ClientOffer offer, ServerHello hello, Negotiated agreed) {
        return new SecurityParameters(
                agreed.suite(),
                offer.hello().random(),
                hello.random(),
                agreed.extendedMasterSecret(),
                agreed.encryptThenMac());
    }

    private static void checkExtensions(Extensions answer, CipherSuite suite) throws TlsFault {
        byte[] renegotiated = answer.get(Extension.RENEGOTIATION_INFO_SH12).orElse(new byte[0]);
        if (renegotiated.length > 0) { // RFC 5746 §3.4
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.WEAKENED,
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
                    FailureKind.LACKS_PROTECTION,
                    "the server does not know extended_master_secret, and jdk.tls.allowLegacyMasterSecret=false wants it");
        }
        if (settings.secureRenegotiation() == SecureRenegotiation.NEEDED
                && !answer.has(Extension.RENEGOTIATION_INFO_SH12)) { // RFC 5746 §4.1
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.LACKS_PROTECTION,
                    "the server does not know renegotiation_info, and sun.security.ssl.allowLegacyHelloMessages=false wants it");
        }
    }

    private static TlsFault illegal(String sentence) {
        return new TlsFault(Alert.ILLEGAL_PARAMETER, sentence);
    }
}
