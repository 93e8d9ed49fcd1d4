package dev.handfast.server;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.PeerCertificates;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate12;
import dev.handfast.message.CertificateVerify;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** RFC 5246 §7.4.8: the client's proof that it has the key of its certificate, over all that was said. */
record Tls12WaitCertificateVerify(
        Tls12Server server, Negotiated soFar, Certificate12 certificate, MasterSecret master, Tls12Keys keys)
        implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var verify = input.expect(CertificateVerify.class);
        byte[] signed = server.conversation().transcript().messages();
        server.conversation().hear(input);
        server.conversation().transcript().forget();
        Settings settings = server.conversation().settings();
        return new Step.Defer<>(() -> authenticate(settings, verify, signed), this::onAuthenticated);
    }

    private PeerAuthenticated authenticate(Settings settings, CertificateVerify verify, byte[] signed) throws TlsFault {
        Negotiated shown = PeerCertificates.read(settings, soFar, certificate, Optional.empty());
        String authType = PeerCertificates.clientAuthType(shown.peerChain().get(0));
        return PeerAuthenticated.byCertificate(settings, shown, authType, verify, signed);
    }

    private Step onAuthenticated(PeerAuthenticated client, Flow flow) {
        flow.agree(client.negotiated());
        client.tell(flow);
        var secrets = new Tls12Secrets(server.conversation(), server.parameters(), client, master, keys);
        return new Step.Next(new Tls12WaitChangeCipherSpec(secrets, new Tls12ServerEnding.Full(server.keeping())));
    }

    @Override
    public void abandon() {
        master.close();
    }
}
