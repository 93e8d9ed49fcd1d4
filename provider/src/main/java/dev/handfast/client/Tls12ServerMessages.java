package dev.handfast.client;

import dev.handfast.message.Certificate12;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.CertificateStatus;
import dev.handfast.message.ServerKeyExchange;
import java.util.Optional;

/**
 * What the server said between its ServerHello and ServerHelloDone.
 *
 * @param status empty if the server has no OCSP response
 * @param keyExchange empty with RSA key transport
 * @param request empty if the server asks for no certificate
 */
record Tls12ServerMessages(
        Certificate12 certificate,
        Optional<CertificateStatus> status,
        Optional<ServerKeyExchange> keyExchange,
        Optional<CertificateRequest12> request) {

    static Tls12ServerMessages of(Certificate12 certificate) {
        return new Tls12ServerMessages(certificate, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Tls12ServerMessages with(CertificateStatus said) {
        return new Tls12ServerMessages(certificate, Optional.of(said), keyExchange, request);
    }

    Tls12ServerMessages with(ServerKeyExchange said) {
        return new Tls12ServerMessages(certificate, status, Optional.of(said), request);
    }

    Tls12ServerMessages with(CertificateRequest12 said) {
        return new Tls12ServerMessages(certificate, status, keyExchange, Optional.of(said));
    }
}
