package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.PeerCertificates;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SignedContent;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateVerify;
import dev.handfast.wire.TlsFault;

/** WAIT_CV of RFC 9846 Appendix A.2. */
record Tls13WaitCertificateVerify(
        Conversation conversation, Tls13Keys keys, Negotiated soFar, Certificate13 certificate) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var verify = input.expect(CertificateVerify.class);
        byte[] signed = SignedContent.ofClient(conversation.transcript().hash()); // up to Certificate
        conversation.hear(input);
        Settings settings = conversation.settings();
        return new Step.Defer<>(() -> authenticate(settings, verify, signed), this::onAuthenticated);
    }

    private PeerAuthenticated authenticate(Settings settings, CertificateVerify verify, byte[] signed) throws TlsFault {
        Negotiated shown = PeerCertificates.read(settings, soFar, certificate);
        String authType = PeerCertificates.clientAuthType(shown.peerChain().get(0));
        return PeerAuthenticated.byCertificate(settings, shown, authType, verify, signed);
    }

    private Step onAuthenticated(PeerAuthenticated client, Flow flow) {
        flow.agree(client.negotiated());
        client.tell(flow);
        return new Step.Next(new Tls13WaitFinished(conversation, keys, client));
    }

    @Override
    public void abandon() {
        keys.close();
    }
}
