package dev.handfast.message;

import static dev.handfast.message.Samples.filled;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** One message of each kind of TLS 1.2, with every extension that we have a form for. */
final class Samples12 {
    private Samples12() {}

    static Stream<HandshakeMessage> all() {
        return Stream.of(
                new HelloRequest(),
                Samples.clientHello(),
                serverHello(),
                serverHello(Extensions.none(Place.SERVER_HELLO_12)),
                new NewSessionTicket12(0xFFFFFFFFL, filled(40, 9)),
                new NewSessionTicket12(0, new byte[0]),
                new Certificate12(List.of(filled(300, 5), filled(200, 6))),
                new CertificateStatusMessage(new CertificateStatus(filled(8, 7))),
                ecdhe().toMessage(),
                dhe().toMessage(),
                certificateRequest(),
                new CertificateRequest12(List.of(1), List.of(0x0401), List.of()),
                new ServerHelloDone(),
                ClientKeyExchange.ofRsa(filled(256, 8)),
                ClientKeyExchange.ofEcdhe(filled(65, 4)),
                ClientKeyExchange.ofDhe(filled(256, 2)),
                new CertificateVerify(0x0401, filled(256, 3)),
                new Finished(filled(12, 4)));
    }

    static ServerHello serverHello() {
        return serverHello(Extensions.builder(Place.SERVER_HELLO_12)
                .add(Extension.SERVER_NAME_SH12, Extension.Flag.PRESENT)
                .add(Extension.MAX_FRAGMENT_LENGTH_SH12, MaxFragment.BYTES_4096)
                .add(Extension.STATUS_REQUEST_SH12, Extension.Flag.PRESENT)
                .add(Extension.SUPPORTED_GROUPS_SH12, new byte[] {0, 2, 0, 0x1D})
                .add(Extension.EC_POINT_FORMATS_SH12, new byte[] {1, 0, 2})
                .add(Extension.ALPN_SH12, "h2")
                .add(Extension.SCT_SH12, new byte[4])
                .add(Extension.ENCRYPT_THEN_MAC_SH12, Extension.Flag.PRESENT)
                .add(Extension.EXTENDED_MASTER_SECRET_SH12, Extension.Flag.PRESENT)
                .add(Extension.RECORD_SIZE_LIMIT_SH12, 0x4000)
                .add(Extension.SESSION_TICKET_SH12, Extension.Flag.PRESENT)
                .add(Extension.RENEGOTIATION_INFO_SH12, filled(24, 1))
                .build());
    }

    static ServerHello serverHello(Extensions extensions) {
        return new ServerHello(ProtocolVersion.TLS_1_2, filled(32, 1), filled(32, 2), 0xC02F, 0, extensions);
    }

    static CertificateRequest12 certificateRequest() {
        return new CertificateRequest12(
                List.of(CertificateRequest12.RSA_SIGN, CertificateRequest12.ECDSA_SIGN, 250),
                List.of(0x0403, 0x0A0A),
                List.of(new X500Principal("CN=Root, O=Handfast"), new X500Principal("CN=Other")));
    }

    static EcdheParameters ecdhe() {
        return new EcdheParameters(NamedGroup.X25519, filled(32, 5), 0x0804, filled(256, 6));
    }

    static DheParameters dhe() {
        return new DheParameters(filled(256, 1), new byte[] {2}, filled(255, 3), 0x0401, filled(256, 6));
    }
}
