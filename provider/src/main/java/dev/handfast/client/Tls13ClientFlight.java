package dev.handfast.client;

import dev.handfast.HandshakeEvent;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Derivation;
import dev.handfast.handshake.FinishedVerified;
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
import dev.handfast.message.Extension;
import dev.handfast.message.Finished;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The client's answer to the server's Finished (RFC 9846 §4.5, §4.6): a certificate if one is asked for, and its own
 * Finished.
 */
final class Tls13ClientFlight {
    private final Tls13Client client;
    private final PeerAuthenticated server;
    private final FinishedVerified finished;
    private final TrafficSecret writes;
    private final TrafficSecret reads;
    private final MainSecret main;

    /** The server's Finished is in the transcript. */
    Tls13ClientFlight(Tls13Client client, PeerAuthenticated server, FinishedVerified finished) {
        this.client = client;
        this.server = server;
        this.finished = finished;
        byte[] hash = client.conversation().transcript().hash();
        this.main = client.keys().secret().intoMain();
        this.reads = main.serverTraffic(hash);
        this.writes = main.clientTraffic(hash);
        client.conversation().disclose(Label.SERVER_TRAFFIC_SECRET_0, reads.secret());
        client.conversation().disclose(Label.CLIENT_TRAFFIC_SECRET_0, writes.secret());
    }

    /** The handshake ended before our Finished. */
    void close() {
        main.close();
        writes.close();
    }

    /** K_recv = application (RFC 9846 Appendix A.1). */
    void readApplicationData(Flow flow) throws TlsFault {
        if (flow.isHeard()) {
            flow.emitAll(Derivation.ofServerFinished());
        }
        flow.readTraffic(reads, client.keys().suite());
        client.keys().server().close();
    }

    /** RFC 9846 §4.5.1.2. The key manager may take its time. */
    Step chooseCertificate(CertificateRequest13 request) {
        Settings settings = client.conversation().settings();
        List<Integer> theirs =
                request.extensions().get(Extension.SIGNATURE_ALGORITHMS_CR).orElseThrow();
        List<Integer> inCertificates =
                request.extensions().get(Extension.SIGNATURE_ALGORITHMS_CERT_CR).orElse(theirs);
        List<X500Principal> authorities =
                request.extensions().get(Extension.CERTIFICATE_AUTHORITIES_CR).orElse(List.of());
        List<SignatureScheme> usable =
                OwnCertificates.usable(settings.signatureSchemes(), theirs, ProtocolVersion.TLS_1_3);
        Negotiated soFar = server.negotiated().withPeerSchemes(OwnCertificates.known(inCertificates));
        return new Step.Defer<>(
                () -> settings.credentials().choose(soFar, usable, authorities),
                (identity, flow) -> identity.isPresent()
                        ? sendCertificate(soFar, identity, flow)
                        : sendNone(soFar, OwnCertificates.wanted(authorities, theirs), flow),
                this::close);
    }

    /** Sends Finished; from there on we write application data. */
    Step finish(Flow flow) throws TlsFault {
        beginFlight(flow);
        return sendFinished(server.negotiated(), flow);
    }

    private Step sendCertificate(Negotiated soFar, Optional<Identity> chosen, Flow flow) throws TlsFault {
        Identity identity = chosen.get();
        Conversation conversation = client.conversation();
        beginFlight(flow);
        if (flow.isHeard()) {
            flow.emit(new HandshakeEvent.Decided("client certificate", identity.toString(), "the server asks for one"));
        }
        conversation.say(flow, OwnCertificates.message(new byte[0], identity.chain()));
        byte[] content = SignedContent.ofClient(conversation.transcript().hash());
        Settings settings = conversation.settings();
        return new Step.Defer<CertificateVerify>(
                () -> OwnCertificates.verify(settings, identity, content),
                (verify, then) -> {
                    conversation.say(then, verify);
                    return sendFinished(soFar.withLocalChain(identity.chain()), then);
                },
                this::close);
    }

    private Step sendNone(Negotiated soFar, String wanted, Flow flow) throws TlsFault {
        beginFlight(flow);
        flow.declineCertificate(wanted);
        client.conversation().say(flow, OwnCertificates.message(new byte[0], List.of()));
        return sendFinished(soFar, flow);
    }

    private void beginFlight(Flow flow) throws TlsFault {
        if (!client.compatibilityDone() && client.conversation().settings().middleboxCompatibility()) {
            flow.sendChangeCipherSpec(); // §E.4
        }
    }

    private Step sendFinished(Negotiated agreed, Flow flow) throws TlsFault {
        Conversation conversation = client.conversation();
        CipherSuite suite = client.keys().suite();
        conversation.say(
                flow,
                new Finished(client.keys()
                        .client()
                        .finished(conversation.transcript().hash())));
        client.keys().client().close();
        flow.writeTraffic(writes, suite);
        flow.agree(agreed);
        if (conversation.settings().sessions().isUsed() && flow.isHeard()) {
            flow.emit(Derivation.ofTickets());
        }
        flow.open();
        return new Step.Next(new Tls13Connected(server, finished, tickets(agreed)));
    }

    /** The {@code resumption_secret} covers our Finished (RFC 9846 §7.1). */
    private ReceivedTickets tickets(Negotiated agreed) {
        Conversation conversation = client.conversation();
        try (main) {
            Optional<Secret> resumption = conversation.settings().sessions().isUsed()
                    ? Optional.of(main.resumption(conversation.transcript().hash()))
                    : Optional.empty();
            return ReceivedTickets.of(conversation.settings(), agreed, resumption);
        }
    }
}
