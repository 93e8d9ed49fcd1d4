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
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/** From the ServerHello to ServerHelloDone (RFC 5246 §7.3): all that a TLS 1.2 server says in its first flight. */
final class Tls12ServerFlight {
    private final Conversation conversation;
    private final Settings settings;
    private final ClientHello hello;
    private final Tls12FullPreparation ready;

    Tls12ServerFlight(Conversation conversation, ClientHello hello, Tls12FullPreparation ready) {
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.hello = hello;
        this.ready = ready;
    }

    /** The ClientHello is in the transcript. */
    Step send(Flow flow) throws TlsFault {
        WantedFragment.grant(hello, flow);
        Tls12ServerChoice choice = ready.choice();
        conversation.transcript().chooseAndKeep(Hash.of(choice.suite()));
        flow.agree(ready.negotiated());
        if (flow.isHeard()) {
            flow.emitAll(decisions());
        }
        Tls12Keeping keeping = Tls12Keeping.of(settings, hello);
        conversation.say(flow, Tls12ServerHello.of(settings, hello, ready.parameters(), ready.negotiated(), keeping));
        conversation.say(flow, OwnCertificates.message12(choice.identity().chain()));
        if (ready.keyExchange().message().isPresent()) {
            conversation.say(flow, ready.keyExchange().message().get());
        }
        boolean asks = settings.clientAuthentication() != ClientAuthentication.NONE;
        if (asks) {
            conversation.say(flow, certificateRequest());
        }
        conversation.say(flow, new ServerHelloDone());
        var server = new Tls12Server(conversation, ready.parameters(), ready.keyExchange(), keeping);
        return new Step.Next(
                asks
                        ? new Tls12WaitCertificate(server, ready.negotiated())
                        : new Tls12WaitClientKeyExchange(server, ready.negotiated(), Optional.empty()));
    }

    private List<HandshakeEvent> decisions() {
        Tls12ServerChoice choice = ready.choice();
        var decisions = new ServerDecisions(settings, hello);
        return ServerDecisions.all(
                List.of(
                        decisions.version(ProtocolVersion.TLS_1_2),
                        decisions.suite(choice.suite(), SuiteOrder.reason(settings, hello.cipherSuites()))),
                choice.group().stream()
                        .map(group -> decisions.group(group, "it is the first of ours that the client knows"))
                        .toList(),
                identity(decisions, choice),
                decisions.protocol(ready.negotiated().applicationProtocol()));
    }

    /** RSA key transport signs nothing: no scheme goes with its certificate. */
    private static List<HandshakeEvent> identity(ServerDecisions decisions, Tls12ServerChoice choice) {
        return choice.suite().keyExchange() == KeyExchangeAlgorithm.RSA
                ? List.of(new HandshakeEvent.Decided(
                        "certificate",
                        choice.identity()
                                .chain()
                                .get(0)
                                .getSubjectX500Principal()
                                .toString(),
                        "our key manager chose it"))
                : decisions.identity(choice.identity());
    }

    /** RFC 5246 §7.4.4, RFC 8422 §5.5. */
    private CertificateRequest12 certificateRequest() {
        return new CertificateRequest12(
                List.of(CertificateRequest12.ECDSA_SIGN, CertificateRequest12.RSA_SIGN),
                SignatureScheme.codes(settings.signatureSchemes()),
                settings.authorities());
    }
}
