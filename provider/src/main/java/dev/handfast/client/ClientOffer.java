package dev.handfast.client;

import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Offer;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.Place;
import dev.handfast.message.StatusRequest;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.List;

/**
 * What a client offers: its ClientHello, and the private half of the one key share in it.
 *
 * @param group of the key share
 * @param keyShare private until the server answers it
 */
record ClientOffer(ClientHello hello, NamedGroup group, Offer keyShare) {
    private static final int RANDOM_LENGTH = 32;

    /** The first ClientHello (RFC 9846 §4.2.2). It predicts that the server takes the group that we like best. */
    static ClientOffer first(Settings settings) {
        byte[] random = new byte[RANDOM_LENGTH];
        settings.random().nextBytes(random);
        byte[] sessionId = new byte[RANDOM_LENGTH]; // §E.4: middleboxes want to see a session that resumes
        settings.random().nextBytes(sessionId);
        NamedGroup group = settings.groups().get(0);
        Offer keyShare = KeyExchange.of(group).offer(settings.random());
        return new ClientOffer(
                new ClientHello(
                        ProtocolVersion.TLS_1_2,
                        random,
                        sessionId,
                        settings.suites().stream().map(CipherSuite::code).toList(),
                        new byte[] {0},
                        extensions(settings, group, keyShare, null)),
                group,
                keyShare);
    }

    /** The second ClientHello: the first one but for what the HelloRetryRequest asks for (RFC 9846 §4.2.2). */
    ClientOffer retried(Settings settings, Retry retry) {
        NamedGroup wanted = retry.group().orElse(group);
        Offer share = keyShare;
        if (retry.group().isPresent()) {
            keyShare.close();
            share = KeyExchange.of(wanted).offer(settings.random());
        }
        return new ClientOffer(
                new ClientHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionId(),
                        hello.cipherSuites(),
                        hello.legacyCompressionMethods(),
                        extensions(settings, wanted, share, retry.cookie().orElse(null))),
                wanted,
                share);
    }

    private static Extensions extensions(Settings settings, NamedGroup group, Offer share, byte[] cookie) {
        Extensions.Builder block = Extensions.builder(Place.CLIENT_HELLO);
        if (!settings.serverNames().isEmpty()) {
            block.add(Extension.SERVER_NAME_CH, settings.serverNames());
        }
        if (settings.requestStatus()) {
            block.add(Extension.STATUS_REQUEST_CH, StatusRequest.OCSP);
        }
        block.add(Extension.SUPPORTED_GROUPS_CH, settings.groups());
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
        block.add(Extension.SUPPORTED_VERSIONS_CH, settings.versions());
        if (cookie != null) {
            block.add(Extension.COOKIE_CH, cookie);
        }
        block.add(Extension.KEY_SHARE_CH, List.of(new KeyShareEntry(group, share.share())));
        return block.build();
    }

    private static List<Integer> codes(List<SignatureScheme> schemes) {
        return schemes.stream().map(SignatureScheme::code).toList();
    }
}
