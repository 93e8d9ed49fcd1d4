package dev.handfast.client;

import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.message.StatusRequest;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * What a client offers: its ClientHello, and the private half of the one key share in it.
 *
 * @param keyShare empty if TLS 1.3 is not offered
 */
record ClientOffer(ClientHello hello, Optional<OwnKeyShare> keyShare) {
    private static final int RANDOM_LENGTH = 32;
    private static final byte[] UNCOMPRESSED = {0};
    private static final byte[] FIRST_HANDSHAKE = {};

    /** The first ClientHello (RFC 9846 §4.2.2). It predicts that the server takes the group that we like best. */
    static ClientOffer first(Settings settings) {
        byte[] random = new byte[RANDOM_LENGTH];
        settings.random().nextBytes(random);
        Optional<OwnKeyShare> keyShare = offersTls13(settings)
                ? Optional.of(OwnKeyShare.of(settings.groups().get(0), settings.random()))
                : Optional.empty();
        return new ClientOffer(
                new ClientHello(
                        ProtocolVersion.TLS_1_2,
                        random,
                        sessionId(settings),
                        settings.suites().stream().map(CipherSuite::code).toList(),
                        new byte[] {0},
                        extensions(settings, keyShare, null)),
                keyShare);
    }

    /** The second ClientHello: the first one but for what the HelloRetryRequest asks for (RFC 9846 §4.2.2). */
    ClientOffer retried(Settings settings, Retry retry) {
        Optional<OwnKeyShare> share = keyShare;
        if (retry.group().isPresent()) {
            keyShare.ifPresent(OwnKeyShare::close);
            share = Optional.of(OwnKeyShare.of(retry.group().get(), settings.random()));
        }
        return new ClientOffer(
                new ClientHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionId(),
                        hello.cipherSuites(),
                        hello.legacyCompressionMethods(),
                        extensions(settings, share, retry.cookie().orElse(null))),
                share);
    }

    /** §E.4: middleboxes want to see a session that resumes, where TLS 1.3 is offered; TLS 1.2 has none to resume. */
    private static byte[] sessionId(Settings settings) {
        byte[] id = new byte[offersTls13(settings) && settings.middleboxCompatibility() ? RANDOM_LENGTH : 0];
        settings.random().nextBytes(id);
        return id;
    }

    private static Extensions extensions(Settings settings, Optional<OwnKeyShare> share, byte[] cookie) {
        Extensions.Builder block = Extensions.builder(Place.CLIENT_HELLO, settings.switchedOff());
        if (!settings.serverNames().isEmpty()) {
            block.add(Extension.SERVER_NAME_CH, settings.serverNames());
        }
        if (settings.maxFragment().isPresent()) {
            block.add(Extension.MAX_FRAGMENT_LENGTH_CH, settings.maxFragment().get());
        }
        if (settings.requestStatus()) {
            block.add(Extension.STATUS_REQUEST_CH, StatusRequest.OCSP);
        }
        if (!settings.groups().isEmpty()) {
            block.add(Extension.SUPPORTED_GROUPS_CH, settings.groups());
        }
        block.add(Extension.SIGNATURE_ALGORITHMS_CH, codes(settings.signatureSchemes()));
        if (!settings.certificateSchemes().equals(settings.signatureSchemes())) {
            block.add(Extension.SIGNATURE_ALGORITHMS_CERT_CH, codes(settings.certificateSchemes()));
        }
        if (!settings.applicationProtocols().isEmpty()) {
            block.add(Extension.ALPN_CH, settings.applicationProtocols());
        }
        if (!settings.authorities().isEmpty()) {
            block.add(Extension.CERTIFICATE_AUTHORITIES_CH, settings.authorities());
        }
        if (settings.versions().contains(ProtocolVersion.TLS_1_2)) {
            addTls12(settings, block);
        }
        if (share.isPresent()) {
            block.add(Extension.SUPPORTED_VERSIONS_CH, settings.versions());
            if (cookie != null) {
                block.add(Extension.COOKIE_CH, cookie);
            }
            block.add(Extension.KEY_SHARE_CH, List.of(share.get().entry()));
        }
        return block.build();
    }

    /** What TLS 1.2 needs and TLS 1.3 ignores. */
    private static void addTls12(Settings settings, Extensions.Builder block) {
        if (settings.groups().stream().anyMatch(group -> !group.isFiniteField())) {
            block.add(Extension.EC_POINT_FORMATS_CH, UNCOMPRESSED); // RFC 8422 §5.1.2
        }
        if (settings.suites().stream().anyMatch(suite -> !suite.bulk().isAead())) {
            block.add(Extension.ENCRYPT_THEN_MAC_CH, Extension.Flag.PRESENT); // RFC 7366 §2
        }
        if (settings.extendedMasterSecret() != ExtendedMasterSecret.NONE) {
            block.add(Extension.EXTENDED_MASTER_SECRET_CH, Extension.Flag.PRESENT); // RFC 7627 §5.2
        }
        block.add(Extension.RENEGOTIATION_INFO_CH, FIRST_HANDSHAKE); // RFC 5746 §3.4
    }

    private static boolean offersTls13(Settings settings) {
        return settings.versions().contains(ProtocolVersion.TLS_1_3);
    }

    private static List<Integer> codes(List<SignatureScheme> schemes) {
        return schemes.stream().map(SignatureScheme::code).toList();
    }
}
