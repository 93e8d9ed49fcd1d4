package dev.handfast.server;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SignedContent;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.ClientHello;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Finished;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.Place;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;

/** From RECVD_CH to the server's Finished (RFC 9846 §2, Appendix A.2): all that the server says in one flight. */
final class Tls13ServerFlight {
    private final Conversation conversation;
    private final Settings settings;
    private final ClientHello hello;
    private final ServerChoice choice;

    Tls13ServerFlight(Conversation conversation, ClientHello hello, ServerChoice choice) {
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.hello = hello;
        this.choice = choice;
    }

    /** The flight that answers a first ClientHello. */
    Step begin() {
        return prepared((ready, flow) -> {
            sayHello(ready, flow);
            if (hello.legacySessionId().length > 0) {
                flow.sendChangeCipherSpec(); // §E.4
            }
            return protectedPart(ready, flow);
        });
    }

    /** The flight that answers a second one: the dummy ChangeCipherSpec went out behind the HelloRetryRequest. */
    Step afterRetry() {
        return prepared((ready, flow) -> {
            sayHello(ready, flow);
            return protectedPart(ready, flow);
        });
    }

    /** Everything that can fail is tried before the first byte is said. */
    private Step prepared(Step.Continuation<ServerPreparation> then) {
        return new Step.Defer<>(() -> ServerPreparation.of(settings, hello, choice), then);
    }

    private void sayHello(ServerPreparation ready, Flow flow) throws TlsFault {
        WantedFragment.grant(hello, flow);
        byte[] random = new byte[32];
        settings.random().nextBytes(random);
        Extensions extensions = Extensions.builder(Place.SERVER_HELLO)
                .add(Extension.SUPPORTED_VERSIONS_SH, ProtocolVersion.TLS_1_3)
                .add(
                        Extension.KEY_SHARE_SH,
                        new KeyShareEntry(choice.group(), ready.answer().share()))
                .build();
        conversation.say(
                flow,
                new ServerHello(
                        ProtocolVersion.TLS_1_2,
                        random,
                        hello.legacySessionId(),
                        choice.suite().code(),
                        0,
                        extensions));
        flow.agree(ready.negotiated());
        flow.emit(new HandshakeEvent.Decided("certificate", ready.identity().toString(), "our key manager chose it"));
    }

    private Step protectedPart(ServerPreparation ready, Flow flow) throws TlsFault {
        CipherSuite suite = choice.suite();
        HandshakeSecret secret = EarlySecret.withoutPsk(Hash.of(suite))
                .intoHandshake(ready.answer().secret());
        byte[] helloHash = conversation.transcript().hash();
        TrafficSecret client = secret.clientTraffic(helloHash);
        TrafficSecret server = secret.serverTraffic(helloHash);
        flow.writeHandshake(server, suite); // first: a fault in what comes next is told under keys that the client has
        flow.readHandshake(client, suite);

        conversation.say(flow, encryptedExtensions(ready.negotiated()));
        if (settings.clientAuthentication() != ClientAuthentication.NONE) {
            conversation.say(flow, certificateRequest());
        }
        conversation.say(
                flow, OwnCertificates.message(new byte[0], ready.identity().chain()));
        byte[] content = SignedContent.ofServer(conversation.transcript().hash());
        Identity identity = ready.identity();
        return new Step.Defer<CertificateVerify>(
                () -> OwnCertificates.verify(settings, identity, content),
                (verify, then) -> {
                    conversation.say(then, verify);
                    return finish(ready.negotiated(), secret, client, server, then);
                },
                () -> {
                    secret.close();
                    client.close();
                    server.close();
                });
    }

    private EncryptedExtensions encryptedExtensions(Negotiated agreed) {
        Extensions.Builder block = Extensions.builder(Place.ENCRYPTED_EXTENSIONS, settings.switchedOff());
        if (hello.extensions().has(Extension.MAX_FRAGMENT_LENGTH_CH)) {
            block.add(
                    Extension.MAX_FRAGMENT_LENGTH_EE,
                    hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_CH).orElseThrow());
        }
        if (!agreed.applicationProtocol().isEmpty()) {
            block.add(Extension.ALPN_EE, agreed.applicationProtocol());
        }
        return new EncryptedExtensions(block.build());
    }

    /** RFC 9846 §4.4.2. */
    private CertificateRequest13 certificateRequest() {
        Extensions.Builder block = Extensions.builder(Place.CERTIFICATE_REQUEST, settings.switchedOff())
                .add(
                        Extension.SIGNATURE_ALGORITHMS_CR,
                        settings.signatureSchemes().stream()
                                .map(SignatureScheme::code)
                                .toList());
        if (!settings.certificateSchemes().equals(settings.signatureSchemes())) {
            block.add(
                    Extension.SIGNATURE_ALGORITHMS_CERT_CR,
                    settings.certificateSchemes().stream()
                            .map(SignatureScheme::code)
                            .toList());
        }
        if (!settings.authorities().isEmpty()) {
            block.add(Extension.CERTIFICATE_AUTHORITIES_CR, settings.authorities());
        }
        return new CertificateRequest13(new byte[0], block.build());
    }

    private Step finish(
            Negotiated agreed, HandshakeSecret secret, TrafficSecret client, TrafficSecret server, Flow flow)
            throws TlsFault {
        conversation.say(
                flow, new Finished(server.finished(conversation.transcript().hash())));
        server.close();
        byte[] hash = conversation.transcript().hash();
        TrafficSecret reads;
        try (MainSecret main = secret.intoMain()) {
            reads = main.clientTraffic(hash);
            flow.writeTraffic(main.serverTraffic(hash), choice.suite());
        }
        var keys = new Tls13Keys(choice.suite(), client, reads);
        if (settings.clientAuthentication() == ClientAuthentication.NONE) {
            return new Step.Next(new Tls13WaitFinished(conversation, keys, PeerAuthenticated.anonymously(agreed)));
        }
        return new Step.Next(new Tls13WaitCertificate(conversation, keys, agreed));
    }
}
