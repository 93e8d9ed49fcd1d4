package dev.handfast.client;

import dev.handfast.HandshakeEvent;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateVerify;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** The client's answer to ServerHelloDone (RFC 5246 §7.3): its part of the key exchange, and Finished under the new keys. */
final class Tls12ClientFlight {
    private final Tls12Client client;
    private final Conversation conversation;
    private final Tls12ClientPreparation ready;

    Tls12ClientFlight(Tls12Client client, Tls12ClientPreparation ready) {
        this.client = client;
        this.conversation = client.conversation();
        this.ready = ready;
    }

    /** @param asked the server wants a Certificate, be it an empty one (RFC 5246 §7.4.6) */
    Step send(boolean asked, Flow flow) throws TlsFault {
        flow.agree(ready.negotiated());
        if (flow.isHeard()) {
            flow.emitAll(decisions());
        }
        ready.server().tell(flow);
        if (asked && ready.identity().isEmpty()) {
            flow.declineCertificate(ready.wanted());
        }
        if (asked) {
            conversation.say(
                    flow,
                    OwnCertificates.message12(
                            ready.identity().map(Identity::chain).orElse(List.of())));
        }
        conversation.say(flow, ready.message());
        MasterSecret secret = client.parameters().masterSecret(ready.premaster(), conversation.transcript());
        conversation.disclose(Label.CLIENT_RANDOM, secret.secret());
        if (flow.isHeard()) {
            flow.emitAll(client.parameters().derivation());
        }
        return ready.identity().isPresent()
                ? prove(ready.identity().get(), secret, flow)
                : finish(secret, ready.negotiated(), flow);
    }

    /** RSA key transport has no group, and a finite field that the server made up no name. */
    private List<HandshakeEvent> decisions() {
        NamedGroup group = ready.negotiated().group();
        return group == null
                ? List.of()
                : List.of(new ClientDecisions(conversation.settings())
                        .group(group, "the server chose it and signed for it"));
    }

    /** RFC 5246 §7.4.8: a signature over all messages so far. */
    private Step prove(Identity identity, MasterSecret secret, Flow flow) {
        if (flow.isHeard()) {
            flow.emit(new HandshakeEvent.Decided("client certificate", identity.toString(), "the server asks for one"));
        }
        Negotiated agreed = ready.negotiated().withLocalChain(identity.chain());
        flow.agree(agreed);
        byte[] messages = conversation.transcript().messages();
        Settings settings = conversation.settings();
        return new Step.Defer<CertificateVerify>(
                () -> OwnCertificates.verify(settings, identity, messages),
                (verify, then) -> {
                    conversation.say(then, verify);
                    return finish(secret, agreed, then);
                },
                secret::close);
    }

    private Step finish(MasterSecret master, Negotiated agreed, Flow flow) throws TlsFault {
        conversation.transcript().forget();
        Tls12Keys keys = client.parameters().keys(master);
        var secrets = new Tls12Secrets(client, ready.server(), agreed, master, keys);
        secrets.sayFinished(flow);
        return new Step.Next(secrets.awaitServer(new Tls12ClientEnding.Full()));
    }
}
