package dev.handfast.server;

import dev.handfast.HandshakeEvent;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Derivation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Inbound;
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
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/** From RECVD_CH to the server's Finished (RFC 9846 §2, Appendix A.2): all that the server says in one flight. */
final class Tls13ServerFlight {
    private final Conversation conversation;
    private final Settings settings;
    private final ClientHello hello;
    private final ServerChoice choice;
    private final KnownPsks known;
    private final byte[] truncatedHash;

    /** @param truncatedHash see {@link #truncatedHash(Conversation, ClientHello, Inbound)} */
    Tls13ServerFlight(
            Conversation conversation, ClientHello hello, ServerChoice choice, KnownPsks known, byte[] truncatedHash) {
        this.conversation = conversation;
        this.settings = conversation.settings();
        this.hello = hello;
        this.choice = choice;
        this.known = known;
        this.truncatedHash = truncatedHash;
    }

    /** What a binder of {@code hello} covers (RFC 9846 §4.3.11.2); the transcript does not have the hello yet. */
    static byte[] truncatedHash(Conversation conversation, ClientHello hello, Inbound input) {
        Optional<PreSharedKeyOffer> offer = hello.extensions().get(Extension.PRE_SHARED_KEY_CH);
        int binders = offer.isPresent() ? offer.get().bindersLength() : 0;
        return conversation.transcript().hashWith(input.bytes(), input.bytes().length - binders);
    }

    /** The flight that answers a first ClientHello. */
    Step begin() {
        return prepared((ready, flow) -> {
            byte[] helloHash = conversation.transcript().hash();
            sayHello(ready, flow);
            if (hello.legacySessionId().length > 0) {
                flow.sendChangeCipherSpec(); // §E.4
            }
            return protectedPart(ready, helloHash, flow);
        });
    }

    /** The flight that answers a second one: the dummy ChangeCipherSpec went out behind the HelloRetryRequest. */
    Step afterRetry() {
        return prepared((ready, flow) -> {
            byte[] helloHash = conversation.transcript().hash();
            sayHello(ready, flow);
            return protectedPart(ready, helloHash, flow);
        });
    }

    /** Everything that can fail is tried before the first byte is said. */
    private Step prepared(Step.Continuation<ServerPreparation> then) {
        return new Step.Defer<>(() -> ServerPreparation.of(settings, hello, choice, known, truncatedHash), then, known);
    }

    private void sayHello(ServerPreparation ready, Flow flow) throws TlsFault {
        WantedFragment.grant(hello, flow);
        byte[] random = new byte[32];
        settings.random().nextBytes(random);
        Extensions.Builder extensions = Extensions.builder(Place.SERVER_HELLO)
                .add(Extension.SUPPORTED_VERSIONS_SH, ProtocolVersion.TLS_1_3)
                .add(
                        Extension.KEY_SHARE_SH,
                        new KeyShareEntry(choice.group(), ready.answer().share()));
        if (ready.psk().isPresent()) {
            extensions.add(Extension.PRE_SHARED_KEY_SH, ready.psk().get().index());
        }
        conversation.say(
                flow,
                new ServerHello(
                        ProtocolVersion.TLS_1_2,
                        random,
                        hello.legacySessionId(),
                        choice.suite().code(),
                        0,
                        extensions.build()));
        flow.agree(ready.negotiated());
        if (flow.isHeard()) {
            flow.emitAll(decisions(ready));
        }
    }

    private List<HandshakeEvent> decisions(ServerPreparation ready) {
        var decisions = new ServerDecisions(settings, hello);
        return ServerDecisions.all(
                ready.identity().map(decisions::identity).orElseGet(() -> List.of(decided(ready.negotiated()))),
                decisions.protocol(ready.negotiated().applicationProtocol()),
                Derivation.ofHellos(ready.negotiated(), ready.psk().isPresent()),
                ready.earlyData() > 0 ? List.of(Derivation.ofEarlyData()) : List.of());
    }

    /** Not one that resumes a connection in which nobody asked who it is. */
    private static boolean isKnown(Negotiated agreed) {
        return agreed.pskHolder().isPresent() || !agreed.peerChain().isEmpty();
    }

    private static HandshakeEvent.Decided decided(Negotiated agreed) {
        return agreed.resumedSince().isPresent()
                ? new HandshakeEvent.Decided(
                        "session", "resumed", "the client has a ticket of ours, and the key that belongs to it")
                : new HandshakeEvent.Decided(
                        "client", agreed.pskHolder().orElseThrow().toString(), "its binder shows that it has the key");
    }

    private Step protectedPart(ServerPreparation ready, byte[] helloHash, Flow flow) throws TlsFault {
        FlightKeys keys = keys(ready, helloHash);
        try {
            return protectedPart(ready, keys, flow);
        } catch (TlsFault | RuntimeException failed) {
            keys.close(); // no state has them yet
            throw failed;
        }
    }

    private Step protectedPart(ServerPreparation ready, FlightKeys keys, Flow flow) throws TlsFault {
        CipherSuite suite = choice.suite();
        flow.writeHandshake(
                keys.server(), suite); // first: a fault in what comes next is told under keys that the client has
        if (keys.early().isPresent()) {
            flow.readEarlyData(keys.early().get(), suite, (int) ready.earlyData());
            keys.early().get().close();
        } else {
            flow.readHandshake(keys.client(), suite);
        }

        conversation.say(flow, encryptedExtensions(ready));
        if (ready.identity()
                .isEmpty()) { // RFC 9846 §2.2: the PSK authenticates, and no certificate is shown or asked for
            Tls13Keys next = finish(keys, flow);
            PeerAuthenticated client = PeerAuthenticated.byPsk(ready.negotiated());
            if (isKnown(ready.negotiated())) {
                client.tell(flow);
            }
            return new Step.Next(
                    ready.earlyData() > 0
                            ? new Tls13WaitEndOfEarlyData(conversation, next, client)
                            : new Tls13WaitFinished(conversation, next, client));
        }
        if (settings.clientAuthentication() != ClientAuthentication.NONE) {
            conversation.say(flow, certificateRequest());
        }
        Identity identity = ready.identity().get();
        conversation.say(flow, OwnCertificates.message(new byte[0], identity.chain()));
        byte[] content = SignedContent.ofServer(conversation.transcript().hash());
        return new Step.Defer<CertificateVerify>(
                () -> OwnCertificates.verify(settings, identity, content),
                (verify, then) -> {
                    conversation.say(then, verify);
                    return afterCertificate(ready.negotiated(), finish(keys, then));
                },
                keys);
    }

    private Step afterCertificate(Negotiated agreed, Tls13Keys keys) {
        return new Step.Next(
                settings.clientAuthentication() == ClientAuthentication.NONE
                        ? new Tls13WaitFinished(conversation, keys, PeerAuthenticated.anonymously(agreed))
                        : new Tls13WaitCertificate(conversation, keys, agreed));
    }

    /** @param early what early data is read with, if it is taken */
    private record FlightKeys(
            HandshakeSecret secret, TrafficSecret client, TrafficSecret server, Optional<TrafficSecret> early)
            implements Erasable {
        @Override
        public void close() {
            early.ifPresent(TrafficSecret::close);
            secret.close();
            client.close();
            server.close();
        }
    }

    /** The transcript goes up to the ServerHello. */
    private FlightKeys keys(ServerPreparation ready, byte[] helloHash) {
        EarlySecret early =
                ready.psk().isPresent() ? ready.psk().get().early() : EarlySecret.withoutPsk(Hash.of(choice.suite()));
        Optional<TrafficSecret> earlyTraffic =
                ready.earlyData() > 0 ? Optional.of(early.clientTraffic(helloHash)) : Optional.empty();
        HandshakeSecret secret = early.intoHandshake(ready.answer().secret());
        if (ready.psk().isPresent()) {
            ready.psk().get().close();
        }
        byte[] hellosHash = conversation.transcript().hash();
        var keys = new FlightKeys(
                secret, secret.clientTraffic(hellosHash), secret.serverTraffic(hellosHash), earlyTraffic);
        if (earlyTraffic.isPresent()) {
            conversation.disclose(
                    Label.CLIENT_EARLY_TRAFFIC_SECRET, earlyTraffic.get().secret());
        }
        conversation.disclose(
                Label.CLIENT_HANDSHAKE_TRAFFIC_SECRET, keys.client().secret());
        conversation.disclose(
                Label.SERVER_HANDSHAKE_TRAFFIC_SECRET, keys.server().secret());
        return keys;
    }

    private EncryptedExtensions encryptedExtensions(ServerPreparation ready) {
        Negotiated agreed = ready.negotiated();
        Extensions.Builder block = Extensions.builder(Place.ENCRYPTED_EXTENSIONS, settings.switchedOff());
        if (hello.extensions().has(Extension.MAX_FRAGMENT_LENGTH_CH)) {
            block.add(
                    Extension.MAX_FRAGMENT_LENGTH_EE,
                    hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_CH).orElseThrow());
        }
        if (!agreed.applicationProtocol().isEmpty()) {
            block.add(Extension.ALPN_EE, agreed.applicationProtocol());
        }
        if (ready.earlyData() > 0) {
            block.add(Extension.EARLY_DATA_EE, Extension.Flag.PRESENT);
        }
        return new EncryptedExtensions(block.build());
    }

    /** RFC 9846 §4.4.2. */
    private CertificateRequest13 certificateRequest() {
        Extensions.Builder block = Extensions.builder(Place.CERTIFICATE_REQUEST, settings.switchedOff())
                .add(Extension.SIGNATURE_ALGORITHMS_CR, SignatureScheme.codes(settings.signatureSchemes()));
        if (!settings.certificateSchemes().equals(settings.signatureSchemes())) {
            block.add(Extension.SIGNATURE_ALGORITHMS_CERT_CR, SignatureScheme.codes(settings.certificateSchemes()));
        }
        if (!settings.authorities().isEmpty()) {
            block.add(Extension.CERTIFICATE_AUTHORITIES_CR, settings.authorities());
        }
        return new CertificateRequest13(new byte[0], block.build());
    }

    /** Says Finished; from there on we write application data. */
    private Tls13Keys finish(FlightKeys keys, Flow flow) throws TlsFault {
        byte[] finished = keys.server().finished(conversation.transcript().hash());
        conversation.say(flow, new Finished(finished));
        keys.server().close();
        byte[] hash = conversation.transcript().hash();
        MainSecret main = keys.secret().intoMain();
        TrafficSecret writes = main.serverTraffic(hash);
        if (flow.isHeard()) {
            flow.emitAll(Derivation.ofServerFinished());
        }
        TrafficSecret reads = main.clientTraffic(hash);
        conversation.disclose(Label.SERVER_TRAFFIC_SECRET_0, writes.secret());
        conversation.disclose(Label.CLIENT_TRAFFIC_SECRET_0, reads.secret());
        flow.writeTraffic(writes, choice.suite());
        if (settings.tickets().count() > 0 && AcceptedPsk.isWanted(hello)) {
            return new Tls13Keys(choice.suite(), keys.client(), reads, Optional.of(main));
        }
        main.close();
        return new Tls13Keys(choice.suite(), keys.client(), reads, Optional.empty());
    }
}
