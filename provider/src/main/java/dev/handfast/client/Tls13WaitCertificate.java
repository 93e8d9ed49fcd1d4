package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateEntry;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** WAIT_CERT of RFC 9846 Appendix A.1. */
record Tls13WaitCertificate(Tls13Client client, Negotiated soFar, Optional<CertificateRequest13> request)
        implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var certificate = input.expect(Certificate13.class);
        if (certificate.context().length != 0) {
            throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the server's Certificate has a context in the handshake");
        }
        if (certificate.certificateList().isEmpty()) { // §4.5.1.3
            throw new TlsFault(Alert.DECODE_ERROR, "the server's Certificate holds no certificate");
        }
        for (CertificateEntry entry : certificate.certificateList()) {
            OfferedExtensions.check(client.hello(), entry.extensions(), "Certificate");
        }
        client.conversation().hear(input);
        return new Step.Next(new Tls13WaitCertificateVerify(client, soFar, request, certificate));
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
