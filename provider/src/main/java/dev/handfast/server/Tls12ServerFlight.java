package dev.handfast.server;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.message.ServerHello;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/** From the ServerHello to ServerHelloDone (RFC 5246 §7.3): all that a TLS 1.2 server says in its first flight. */
final class Tls12ServerFlight {
    /** RFC 5746 §3.6: we know renegotiation_info, and this is the first handshake. */
    private static final byte[] FIRST_HANDSHAKE = {};

    private static final byte[] UNCOMPRESSED = {0};

    private final Conversation conversation;
    private final Settings settings;
    private final ClientHello hello;

    Tls12ServerFlight(Conversation conversation, ClientHello hello) {
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.hello = hello;
    }

    /** The ClientHello is in the transcript. */
    Step begin() {
        return new Step.Defer<>(() -> Tls12ServerPreparation.of(settings, hello), this::send);
    }

    private Step send(Tls12ServerPreparation ready, Flow flow) throws TlsFault {
        WantedFragment.grant(hello, flow);
        Tls12ServerChoice choice = ready.choice();
        conversation.transcript().chooseAndKeep(Hash.of(choice.suite()));
        flow.agree(ready.negotiated());
        flow.emit(new HandshakeEvent.Decided(
                "cipher suite", choice.suite().name(), SuiteOrder.reason(settings, hello.cipherSuites())));
        flow.emit(new HandshakeEvent.Decided("certificate", certificate(choice), "our key manager chose it"));
        conversation.say(flow, serverHello(ready));
        conversation.say(flow, OwnCertificates.message12(choice.identity().chain()));
        if (ready.keyExchange().message().isPresent()) {
            conversation.say(flow, ready.keyExchange().message().get());
        }
        boolean asks = settings.clientAuthentication() != ClientAuthentication.NONE;
        if (asks) {
            conversation.say(flow, certificateRequest());
        }
        conversation.say(flow, new ServerHelloDone());
        var server = new Tls12Server(conversation, ready.parameters(), ready.keyExchange());
        return new Step.Next(
                asks
                        ? new Tls12WaitCertificate(server, ready.negotiated())
                        : new Tls12WaitClientKeyExchange(server, ready.negotiated(), Optional.empty()));
    }

    /** RSA key transport signs nothing: no scheme goes with its certificate. */
    private static String certificate(Tls12ServerChoice choice) {
        return choice.suite().keyExchange() == KeyExchangeAlgorithm.RSA
                ? choice.identity().chain().get(0).getSubjectX500Principal().toString()
                : choice.identity().toString();
    }

    private ServerHello serverHello(Tls12ServerPreparation ready) {
        return new ServerHello(
                ProtocolVersion.TLS_1_2,
                ready.parameters().serverRandom(),
                ready.negotiated().sessionId(),
                ready.choice().suite().code(),
                0,
                extensions(ready));
    }

    /** Only what the client offered is answered (RFC 5246 §7.4.1.4). */
    private Extensions extensions(Tls12ServerPreparation ready) {
        Extensions.Builder block = Extensions.builder(Place.SERVER_HELLO_12, settings.switchedOff());
        if (Tls12HelloCheck.knowsRenegotiationInfo(hello)) {
            block.add(Extension.RENEGOTIATION_INFO_SH12, FIRST_HANDSHAKE);
        }
        if (hello.extensions().has(Extension.MAX_FRAGMENT_LENGTH_CH)) {
            block.add(
                    Extension.MAX_FRAGMENT_LENGTH_SH12,
                    hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_CH).orElseThrow());
        }
        boolean curve =
                ready.choice().group().filter(group -> !group.isFiniteField()).isPresent();
        if (curve && hello.extensions().has(Extension.EC_POINT_FORMATS_CH)) {
            block.add(Extension.EC_POINT_FORMATS_SH12, UNCOMPRESSED);
        }
        if (ready.parameters().extendedMasterSecret()) {
            block.add(Extension.EXTENDED_MASTER_SECRET_SH12, Extension.Flag.PRESENT);
        }
        if (ready.parameters().encryptThenMac()) {
            block.add(Extension.ENCRYPT_THEN_MAC_SH12, Extension.Flag.PRESENT);
        }
        if (!ready.negotiated().applicationProtocol().isEmpty()) {
            block.add(Extension.ALPN_SH12, ready.negotiated().applicationProtocol());
        }
        return block.build();
    }

    /** RFC 5246 §7.4.4, RFC 8422 §5.5. */
    private CertificateRequest12 certificateRequest() {
        return new CertificateRequest12(
                List.of(CertificateRequest12.ECDSA_SIGN, CertificateRequest12.RSA_SIGN),
                settings.signatureSchemes().stream().map(SignatureScheme::code).toList(),
                settings.authorities());
    }
}
