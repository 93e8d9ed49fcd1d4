package dev.handfast.client;

import dev.handfast.HandshakeEvent;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Derivation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Offer;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Step;
import dev.handfast.message.Extension;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.ServerHello;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/**
 * WAIT_SH of RFC 9846 Appendix A.1: here the server says which version it is.
 *
 * @param retry what a HelloRetryRequest has asked for already; there is no second one
 */
record WaitServerHello(Conversation conversation, ClientOffer offer, Optional<Retry> retry) implements ClientState {

    @Override
    public Optional<Offer> offered() {
        return Optional.of(Offer.of(offer.hello(), conversation.settings().exclusions()));
    }

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
        ClientOffer second = offer.retried(conversation.settings(), asked, conversation.transcript(), flow);
        if (offer.early().isPresent()) {
            flow.writePlain();
        } else if (conversation.settings().middleboxCompatibility()) {
            flow.sendChangeCipherSpec(); // §E.4: before the second hello, and then never again
        }
        conversation.say(flow, second.hello());
        return new Step.Next(new WaitServerHello(conversation, second, Optional.of(asked)));
    }

    private Step onHello(ServerHello hello, Inbound input) throws TlsFault {
        CipherSuite suite = ServerHelloCheck.ofHello(conversation.settings(), offer, hello, retry);
        OwnKeyShare ours = offer.keyShare().orElseThrow();
        KeyShareEntry theirs = ServerHelloCheck.keyShare(ours, hello);
        Optional<OfferedPsk> psk = ServerHelloCheck.psk(offer, hello, suite);
        offer.psks().keepOnly(psk);
        if (retry.isEmpty()) {
            conversation.transcript().choose(Hash.of(suite));
        }
        conversation.hear(input);
        return new Step.Defer<>(
                () -> ours.offer().agree(theirs.keyExchange()), (shared, flow) -> onAgreed(suite, psk, shared, flow));
    }

    private Step onAgreed(CipherSuite suite, Optional<OfferedPsk> psk, Secret shared, Flow flow) throws TlsFault {
        EarlySecret early = psk.isPresent() ? psk.get().early() : EarlySecret.withoutPsk(Hash.of(suite));
        Tls13Keys keys = keys(suite, early.intoHandshake(shared));
        List<ServerName> names = conversation.settings().serverNames();
        Negotiated start = psk.isPresent() ? psk.get().key().start(names) : Negotiated.nothing(names);
        Negotiated agreed = start.with(
                ProtocolVersion.TLS_1_3, suite, offer.keyShare().orElseThrow().group());
        offer.close();
        flow.agree(agreed);
        if (flow.isHeard()) {
            flow.emitAll(new ClientDecisions(conversation.settings()).hello13(agreed, retry.isPresent()));
            flow.emitAll(Derivation.ofHellos(agreed, psk.isPresent()));
        }
        try {
            return protectedPart(keys, agreed, psk, flow);
        } catch (TlsFault | RuntimeException failed) {
            keys.close(); // no state has them yet
            throw failed;
        }
    }

    private Tls13Keys keys(CipherSuite suite, HandshakeSecret secret) {
        byte[] hash = conversation.transcript().hash();
        TrafficSecret theirs = secret.serverTraffic(hash);
        TrafficSecret ours = secret.clientTraffic(hash);
        conversation.disclose(Label.SERVER_HANDSHAKE_TRAFFIC_SECRET, theirs.secret());
        conversation.disclose(Label.CLIENT_HANDSHAKE_TRAFFIC_SECRET, ours.secret());
        return new Tls13Keys(suite, secret, theirs, ours);
    }

    private Step protectedPart(Tls13Keys keys, Negotiated agreed, Optional<OfferedPsk> psk, Flow flow) throws TlsFault {
        flow.readHandshake(keys.server(), keys.suite());
        var client = new Tls13Client(
                conversation,
                offer.hello(),
                keys,
                retry.isPresent() || offer.early().isPresent(),
                offer.early());
        boolean mayBeTaken =
                offer.early().isPresent() && psk.equals(offer.early().map(SentEarlyData::psk));
        return new Step.Next(new Tls13WaitEncryptedExtensions(
                mayBeTaken ? client : client.withoutEarlyData(flow), agreed, psk.isPresent()));
    }

    private Step onTls12Hello(ServerHello hello, Inbound input, Flow flow) throws TlsFault {
        if (offer.early().isPresent()) { // RFC 9846 §E.3
            offer.early().get().refusedByTls12(conversation.settings().sessions(), flow);
            throw new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    "the server chose TLS 1.2, and its ticket of TLS 1.3 has let us send early data: it has been set back, and the"
                            + " next connection does without early data");
        }
        if (retry.isPresent()) { // RFC 9846 §4.2.4: the version of the HelloRetryRequest stays
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the server asked for another TLS 1.3 hello, and then chose TLS 1.2");
        }
        Negotiated agreed = Tls12HelloCheck.negotiated(conversation.settings(), offer, hello);
        AgreedFragment.take(conversation.settings(), hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_SH12), flow);
        flow.speakTls12();
        var client = new Tls12Client(
                conversation,
                Tls12HelloCheck.parameters(offer, hello, agreed),
                hello.extensions().has(Extension.SESSION_TICKET_SH12));
        return agreed.resumedSince().isPresent()
                ? resume(client, agreed, input, flow)
                : shake(client, agreed, hello.extensions().has(Extension.STATUS_REQUEST_SH12), input, flow);
    }

    private Step shake(Tls12Client client, Negotiated agreed, boolean statusToCome, Inbound input, Flow flow) {
        offer.session().ifPresent(conversation.settings().sessions()::discard); // the server does not know it any more
        offer.close();
        conversation.transcript().chooseAndKeep(Hash.of(agreed.suite()));
        conversation.hear(input);
        tellSuite(agreed, flow);
        return new Step.Next(new Tls12WaitCertificate(client, agreed, statusToCome));
    }

    /** RFC 5246 §7.3: the abbreviated handshake, in which the server finishes first. */
    private Step resume(Tls12Client client, Negotiated agreed, Inbound input, Flow flow) {
        ResumableSession session = offer.session().orElseThrow();
        offer.keyShare().ifPresent(OwnKeyShare::close);
        conversation.transcript().choose(Hash.of(agreed.suite()));
        conversation.hear(input);
        tellSuite(agreed, flow);
        if (flow.isHeard()) {
            flow.emit(
                    new HandshakeEvent.Decided("session", "resumed", "the server still knows the one that we offered"));
        }
        MasterSecret master = MasterSecret.resumed(Hash.of(agreed.suite()), session.secret());
        conversation.disclose(Label.CLIENT_RANDOM, master.secret());
        var secrets = new Tls12Secrets(
                client,
                PeerAuthenticated.byPsk(agreed),
                agreed,
                master,
                client.parameters().keys(master));
        return new Step.Next(secrets.awaitServer(new Tls12ClientEnding.Abbreviated(session)));
    }

    private void tellSuite(Negotiated agreed, Flow flow) {
        flow.agree(agreed);
        if (flow.isHeard()) {
            var decisions = new ClientDecisions(conversation.settings());
            flow.emitAll(decisions.hello(agreed));
            flow.emitAll(decisions.protocol(agreed.applicationProtocol()));
        }
    }

    @Override
    public void abandon() {
        offer.abandon(conversation.settings());
    }
}
