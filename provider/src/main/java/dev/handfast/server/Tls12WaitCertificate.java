package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate12;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** RFC 5246 §7.4.6: the client was asked for a certificate, and has to send one, or none. */
record Tls12WaitCertificate(Tls12Server server, Negotiated soFar) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var certificate = input.expect(Certificate12.class);
        server.conversation().hear(input);
        boolean none = certificate.certificateList().isEmpty();
        if (none && server.conversation().settings().clientAuthentication() == ClientAuthentication.NEEDED) {
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.CLIENT_CERTIFICATE_MISSING,
                    "the client has no certificate to show, and we insist on one");
        }
        return new Step.Next(
                new Tls12WaitClientKeyExchange(server, soFar, none ? Optional.empty() : Optional.of(certificate)));
    }

    @Override
    public void abandon() {
        server.keyExchange().close();
    }
}
