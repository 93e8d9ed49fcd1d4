package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.PeerCertificates;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SignedContent;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.CertificateVerify;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** WAIT_CV of RFC 9846 Appendix A.1. */
record Tls13WaitCertificateVerify(
        Tls13Client client, Negotiated soFar, Optional<CertificateRequest13> request, Certificate13 certificate)
        implements ClientState {

    /** JSSE's authType of a TLS 1.3 server: the key exchange says nothing about its certificate. */
    private static final String AUTH_TYPE = "UNKNOWN";

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var verify = input.expect(CertificateVerify.class);
        byte[] signed =
                SignedContent.ofServer(client.conversation().transcript().hash()); // up to Certificate
        client.conversation().hear(input);
        Settings settings = client.conversation().settings();
        return new Step.Defer<>(
                () -> PeerAuthenticated.byCertificate(
                        settings, PeerCertificates.read(settings, soFar, certificate), AUTH_TYPE, verify, signed),
                (server, then) -> onAuthenticated(verify, server, then));
    }

    private Step onAuthenticated(CertificateVerify verify, PeerAuthenticated server, Flow flow) {
        flow.agree(server.negotiated());
        if (flow.isHeard()) {
            flow.emit(new ClientDecisions(client.conversation().settings()).scheme(verify.scheme()));
        }
        server.tell(flow);
        return new Step.Next(new Tls13WaitFinished(client, server, request));
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
