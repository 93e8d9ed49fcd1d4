package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate12;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.TlsFault;

/**
 * After the ServerHello (RFC 5246 §7.4.2): all our key exchanges have the server show a certificate.
 *
 * @param statusToCome the server announced an OCSP response
 */
record Tls12WaitCertificate(Tls12Client client, Negotiated soFar, boolean statusToCome) implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        var certificate = input.expect(Certificate12.class);
        if (certificate.certificateList().isEmpty()) {
            throw new TlsFault(Alert.DECODE_ERROR, "the server's Certificate holds no certificate");
        }
        client.conversation().hear(input);
        Tls12ServerMessages said = Tls12ServerMessages.of(certificate);
        return new Step.Next(
                statusToCome
                        ? new Tls12WaitCertificateStatus(client, soFar, said)
                        : afterCertificate(client, soFar, said));
    }

    /** RSA key transport has no ServerKeyExchange (RFC 5246 §7.4.3); one that comes all the same is refused (FREAK). */
    static Tls12ClientState afterCertificate(Tls12Client client, Negotiated soFar, Tls12ServerMessages said) {
        return client.parameters().suite().keyExchange() == KeyExchangeAlgorithm.RSA
                ? new Tls12WaitCertificateRequest(client, soFar, said)
                : new Tls12WaitServerKeyExchange(client, soFar, said);
    }
}
