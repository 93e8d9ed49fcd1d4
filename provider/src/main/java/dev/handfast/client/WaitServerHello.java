package dev.handfast.client;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Step;
import dev.handfast.message.Extension;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * WAIT_SH of RFC 9846 Appendix A.1: here the server says which version it is.
 *
 * @param retry what a HelloRetryRequest has asked for already; there is no second one
 */
record WaitServerHello(Conversation conversation, ClientOffer offer, Optional<Retry> retry) implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        if (input.message() instanceof HelloRetryRequest request) {
            if (retry.isPresent()) {
                throw input.refused("a ServerHello (a second HelloRetryRequest is one too many)");
            }
            return onRetry(request, input, flow);
        }
        var hello = input.expect(ServerHello.class);
        ProtocolVersion version = ServerHelloCheck.version(conversation.settings(), hello);
        return version.equals(ProtocolVersion.TLS_1_3) ? onHello(hello, input) : onTls12Hello(hello, input, flow);
    }

    private Step onRetry(HelloRetryRequest request, Inbound input, Flow flow) throws TlsFault {
        CipherSuite suite = ServerHelloCheck.ofRetry(conversation.settings(), offer, request);
        Retry asked = Retry.of(request, suite);
        conversation.transcript().choose(Hash.of(suite));
        conversation.transcript().replaceFirstHelloByItsHash();
        conversation.hear(input);
        ClientOffer second = offer.retried(conversation.settings(), asked, conversation.transcript());
        if (conversation.settings().middleboxCompatibility()) {
            flow.sendChangeCipherSpec(); // §E.4: before the second hello, and then never again
        }
        conversation.say(flow, second.hello());
        return new Step.Next(new WaitServerHello(conversation, second, Optional.of(asked)));
    }

    private Step onHello(ServerHello hello, Inbound input) throws TlsFault {
        CipherSuite suite = ServerHelloCheck.ofHello(conversation.settings(), offer, hello, retry);
        OwnKeyShare ours = offer.keyShare().orElseThrow();
        KeyShareEntry theirs = ServerHelloCheck.keyShare(ours, hello);
        Optional<OfferedPsk> resumed = ServerHelloCheck.psk(offer, hello, suite);
        if (resumed.isEmpty()) {
            offer.psk().ifPresent(OfferedPsk::close);
        }
        if (retry.isEmpty()) {
            conversation.transcript().choose(Hash.of(suite));
        }
        conversation.hear(input);
        return new Step.Defer<>(
                () -> ours.offer().agree(theirs.keyExchange()),
                (shared, flow) -> onAgreed(suite, resumed, shared, flow));
    }

    private Step onAgreed(CipherSuite suite, Optional<OfferedPsk> resumed, Secret shared, Flow flow) throws TlsFault {
        EarlySecret early = resumed.map(OfferedPsk::early).orElseGet(() -> EarlySecret.withoutPsk(Hash.of(suite)));
        HandshakeSecret secret = early.intoHandshake(shared);
        byte[] hash = conversation.transcript().hash();
        TrafficSecret theirs = secret.serverTraffic(hash);
        TrafficSecret ours = secret.clientTraffic(hash);
        Negotiated agreed = resumed.map(psk -> psk.session().resumed())
                .orElseGet(() -> Negotiated.nothing(conversation.settings().serverNames()))
                .with(
                        ProtocolVersion.TLS_1_3,
                        suite,
                        offer.keyShare().orElseThrow().group());
        offer.close();
        tellSuite(agreed, flow);
        flow.readHandshake(theirs, suite);
        flow.writeHandshake(ours, suite);
        var keys = new Tls13Keys(suite, secret, theirs, ours);
        return new Step.Next(new Tls13WaitEncryptedExtensions(
                new Tls13Client(conversation, offer.hello(), keys, retry.isPresent()), agreed, resumed.isPresent()));
    }

    private Step onTls12Hello(ServerHello hello, Inbound input, Flow flow) throws TlsFault {
        if (retry.isPresent()) { // RFC 9846 §4.2.4: the version of the HelloRetryRequest stays
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the server asked for another TLS 1.3 hello, and then chose TLS 1.2");
        }
        Negotiated agreed = Tls12HelloCheck.negotiated(conversation.settings(), offer, hello);
        AgreedFragment.take(conversation.settings(), hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_SH12), flow);
        SecurityParameters parameters = Tls12HelloCheck.parameters(offer, hello, agreed.suite());
        offer.close();
        flow.speakTls12();
        conversation.transcript().chooseAndKeep(Hash.of(agreed.suite()));
        conversation.hear(input);
        tellSuite(agreed, flow);
        boolean statusToCome = hello.extensions().has(Extension.STATUS_REQUEST_SH12);
        return new Step.Next(new Tls12WaitCertificate(new Tls12Client(conversation, parameters), agreed, statusToCome));
    }

    private void tellSuite(Negotiated agreed, Flow flow) {
        flow.agree(agreed);
        flow.emit(new HandshakeEvent.Decided(
                "cipher suite", agreed.suite().name(), "the server chose it among those we offered"));
    }

    @Override
    public void abandon() {
        offer.close();
    }
}
