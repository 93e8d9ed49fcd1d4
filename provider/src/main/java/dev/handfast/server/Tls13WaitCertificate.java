package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateEntry;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/** WAIT_CERT of RFC 9846 Appendix A.2. */
record Tls13WaitCertificate(Conversation conversation, Tls13Keys keys, Negotiated soFar) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var certificate = input.expect(Certificate13.class);
        if (certificate.context().length != 0) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the client's Certificate has another context than our CertificateRequest");
        }
        for (CertificateEntry entry : certificate.certificateList()) {
            if (!entry.extensions().types().isEmpty()) { // our CertificateRequest asks for none
                throw new TlsFault(
                        Alert.UNSUPPORTED_EXTENSION,
                        "the client's Certificate has the extensions "
                                + entry.extensions().types() + ", which we did not ask for");
            }
        }
        conversation.hear(input);
        if (!certificate.certificateList().isEmpty()) {
            return new Step.Next(new Tls13WaitCertificateVerify(conversation, keys, soFar, certificate));
        }
        if (conversation.settings().clientAuthentication() == ClientAuthentication.NEEDED) { // §4.5.1.3
            throw new TlsFault(
                    Alert.CERTIFICATE_REQUIRED,
                    FailureKind.CLIENT_CERTIFICATE_MISSING,
                    "the client has no certificate to show, and we insist on one");
        }
        return new Step.Next(new Tls13WaitFinished(conversation, keys, PeerAuthenticated.anonymously(soFar)));
    }

    @Override
    public void abandon() {
        keys.close();
    }
}
