package dev.handfast.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** One message of each kind, with every extension that we have a form for. */
final class Samples {
    private static final byte[] SHARE = filled(32, 7);

    private Samples() {}

    static Stream<HandshakeMessage> all() {
        return Stream.of(
                clientHello(),
                serverHello(),
                helloRetryRequest(),
                encryptedExtensions(),
                certificateRequest(),
                certificate(),
                new CertificateVerify(0x0804, filled(256, 3)),
                new Finished(filled(48, 4)),
                newSessionTicket(),
                new KeyUpdate(false),
                new KeyUpdate(true),
                new EndOfEarlyData());
    }

    static ClientHello clientHello() {
        return clientHello(Extensions.builder(Place.CLIENT_HELLO)
                .add(Extension.SERVER_NAME_CH, List.of(new ServerName(0, "host.example".getBytes(US_ASCII))))
                .add(Extension.MAX_FRAGMENT_LENGTH_CH, MaxFragment.BYTES_4096)
                .add(Extension.STATUS_REQUEST_CH, StatusRequest.OCSP)
                .add(Extension.SUPPORTED_GROUPS_CH, List.of(new NamedGroup(0x0A0A), NamedGroup.X25519))
                .add(Extension.EC_POINT_FORMATS_CH, new byte[1])
                .add(Extension.SIGNATURE_ALGORITHMS_CH, List.of(0x0403, 0x0A0A))
                .add(Extension.ALPN_CH, List.of("h2", "\u00FFraw"))
                .add(Extension.SCT_CH, new byte[0])
                .add(Extension.PADDING_CH, new byte[17])
                .add(Extension.ENCRYPT_THEN_MAC_CH, Extension.Flag.PRESENT)
                .add(Extension.EXTENDED_MASTER_SECRET_CH, Extension.Flag.PRESENT)
                .add(Extension.RECORD_SIZE_LIMIT_CH, 0x4001)
                .add(Extension.SESSION_TICKET_CH, new byte[3])
                .add(Extension.EARLY_DATA_CH, Extension.Flag.PRESENT)
                .add(
                        Extension.SUPPORTED_VERSIONS_CH,
                        List.of(new ProtocolVersion(0x1A1A), ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))
                .add(Extension.COOKIE_CH, new byte[5])
                .add(Extension.PSK_KEY_EXCHANGE_MODES_CH, new byte[] {1})
                .add(Extension.CERTIFICATE_AUTHORITIES_CH, List.of(new X500Principal("CN=Root, O=Handfast")))
                .add(Extension.POST_HANDSHAKE_AUTH_CH, Extension.Flag.PRESENT)
                .add(Extension.SIGNATURE_ALGORITHMS_CERT_CH, List.of(0x0401))
                .add(
                        Extension.KEY_SHARE_CH,
                        List.of(
                                new KeyShareEntry(new NamedGroup(0x0A0A), new byte[1]),
                                new KeyShareEntry(NamedGroup.X25519, SHARE)))
                .add(Extension.RENEGOTIATION_INFO_CH, new byte[0])
                .add(
                        Extension.PRE_SHARED_KEY_CH,
                        new PreSharedKeyOffer(
                                List.of(new PreSharedKeyOffer.PskIdentity(filled(9, 1), 0xFFFFFFFFL)),
                                List.of(filled(32, 2))))
                .build());
    }

    static ClientHello clientHello(Extensions extensions) {
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                filled(32, 1),
                filled(32, 2),
                List.of(0x1301, 0x0A0A),
                new byte[1],
                extensions);
    }

    static ServerHello serverHello() {
        return new ServerHello(
                ProtocolVersion.TLS_1_2,
                filled(32, 1),
                filled(32, 2),
                0x1301,
                0,
                Extensions.builder(Place.SERVER_HELLO)
                        .add(Extension.SUPPORTED_VERSIONS_SH, ProtocolVersion.TLS_1_3)
                        .add(Extension.KEY_SHARE_SH, new KeyShareEntry(NamedGroup.X25519, SHARE))
                        .add(Extension.PRE_SHARED_KEY_SH, 1)
                        .build());
    }

    static HelloRetryRequest helloRetryRequest() {
        return HelloRetryRequest.of(
                filled(32, 2),
                0x1301,
                Extensions.builder(Place.HELLO_RETRY_REQUEST)
                        .add(Extension.SUPPORTED_VERSIONS_HRR, ProtocolVersion.TLS_1_3)
                        .add(Extension.KEY_SHARE_HRR, NamedGroup.X448)
                        .add(Extension.COOKIE_HRR, new byte[5])
                        .build());
    }

    static EncryptedExtensions encryptedExtensions() {
        return new EncryptedExtensions(Extensions.builder(Place.ENCRYPTED_EXTENSIONS)
                .add(Extension.SERVER_NAME_EE, Extension.Flag.PRESENT)
                .add(Extension.MAX_FRAGMENT_LENGTH_EE, MaxFragment.BYTES_512)
                .add(Extension.SUPPORTED_GROUPS_EE, List.of(NamedGroup.X25519))
                .add(Extension.ALPN_EE, "h2")
                .add(Extension.RECORD_SIZE_LIMIT_EE, 64)
                .add(Extension.EARLY_DATA_EE, Extension.Flag.PRESENT)
                .build());
    }

    static CertificateRequest13 certificateRequest() {
        return new CertificateRequest13(
                new byte[2],
                Extensions.builder(Place.CERTIFICATE_REQUEST)
                        .add(Extension.SERVER_NAME_CR, List.of(new ServerName(0, "host.example".getBytes(US_ASCII))))
                        .add(Extension.STATUS_REQUEST_CR, Extension.Flag.PRESENT)
                        .add(Extension.SIGNATURE_ALGORITHMS_CR, List.of(0x0403))
                        .add(Extension.SCT_CR, new byte[0])
                        .add(Extension.CERTIFICATE_AUTHORITIES_CR, List.of(new X500Principal("CN=Root")))
                        .add(Extension.OID_FILTERS_CR, List.of(new OidFilter(new byte[3], new byte[0])))
                        .add(Extension.SIGNATURE_ALGORITHMS_CERT_CR, List.of(0x0401))
                        .build());
    }

    static Certificate13 certificate() {
        var leaf = Extensions.builder(Place.CERTIFICATE_ENTRY)
                .add(Extension.STATUS_REQUEST_CT, new CertificateStatus(new byte[8]))
                .add(Extension.SCT_CT, new byte[4])
                .build();
        return new Certificate13(
                new byte[0],
                List.of(
                        new CertificateEntry(filled(300, 5), leaf),
                        new CertificateEntry(filled(200, 6), Extensions.none(Place.CERTIFICATE_ENTRY))));
    }

    static NewSessionTicket13 newSessionTicket() {
        return new NewSessionTicket13(
                604_800,
                0xFFFFFFFFL,
                new byte[8],
                filled(40, 9),
                Extensions.builder(Place.NEW_SESSION_TICKET)
                        .add(Extension.EARLY_DATA_NST, 0xFFFFFFFFL)
                        .build());
    }

    static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
