package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.4.4: the server may ask for a certificate, or be done. */
record Tls12WaitCertificateRequest(Tls12Client client, Negotiated soFar, Tls12ServerMessages said)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        if (input.message() instanceof CertificateRequest12 request) {
            client.conversation().hear(input);
            return new Step.Next(new Tls12WaitServerHelloDone(client, soFar, said.with(request)));
        }
        return new Tls12WaitServerHelloDone(client, soFar, said).on(input, flow);
    }
}
