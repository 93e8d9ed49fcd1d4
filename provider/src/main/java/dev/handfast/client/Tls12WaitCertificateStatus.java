package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateStatusMessage;
import dev.handfast.wire.TlsFault;

/** After a Certificate whose OCSP response was announced; a server may leave it out all the same (RFC 6066 §8). */
record Tls12WaitCertificateStatus(Tls12Client client, Negotiated soFar, Tls12ServerMessages said)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        if (input.message() instanceof CertificateStatusMessage message) {
            client.conversation().hear(input);
            return new Step.Next(Tls12WaitCertificate.afterCertificate(client, soFar, said.with(message.status())));
        }
        return Tls12WaitCertificate.afterCertificate(client, soFar, said).on(input, flow);
    }
}
