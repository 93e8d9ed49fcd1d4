package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** WAIT_CERT_CR of RFC 9846 Appendix A.1. */
record Tls13WaitCertificateOrRequest(Tls13Client client, Negotiated soFar) implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        if (input.message() instanceof CertificateRequest13 request) {
            check(request);
            client.conversation().hear(input);
            return new Step.Next(new Tls13WaitCertificate(client, soFar, Optional.of(request)));
        }
        return new Tls13WaitCertificate(client, soFar, Optional.empty()).on(input, flow);
    }

    /** RFC 9846 §4.4.2. */
    private static void check(CertificateRequest13 request) throws TlsFault {
        if (request.context().length != 0) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the server's CertificateRequest has a context in the handshake");
        }
        if (!request.extensions().has(Extension.SIGNATURE_ALGORITHMS_CR)) {
            throw new TlsFault(Alert.MISSING_EXTENSION, "the server's CertificateRequest has no signature_algorithms");
        }
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
