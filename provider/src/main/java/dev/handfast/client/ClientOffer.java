package dev.handfast.client;

import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Transcript;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.message.StatusRequest;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/**
 * What a client offers: its ClientHello, the private half of the one key share in it, the pre-shared keys of TLS 1.3, and the session
 * of TLS 1.2 that it would resume.
 *
 * @param keyShare empty if TLS 1.3 is not offered
 * @param session one of TLS 1.2; empty if there is none to resume
 * @param early what goes out behind the hello, under the keys of the first PSK
 */
record ClientOffer(
        ClientHello hello,
        Optional<OwnKeyShare> keyShare,
        OfferedPsks psks,
        Optional<ResumableSession> session,
        Optional<SentEarlyData> early) {
    private static final int RANDOM_LENGTH = 32;
    private static final byte[] NOTHING = {};
    private static final byte[] UNCOMPRESSED = {0};
    private static final byte[] FIRST_HANDSHAKE = {};

    /** {@code psk_dhe_ke} alone: a resumed connection has forward secrecy, too (RFC 9846 §4.3.9). */
    private static final byte[] PSK_MODES = {1};

    /** The first ClientHello (RFC 9846 §4.2.2). It predicts that the server takes the group that we like best. */
    static ClientOffer first(Settings settings) throws TlsFault {
        List<ExternalPsk> external = OfferedPsks.external(settings);
        byte[] random = new byte[RANDOM_LENGTH];
        settings.random().nextBytes(random);
        Optional<OwnKeyShare> keyShare = offersTls13(settings)
                ? Optional.of(OwnKeyShare.of(settings.groups().get(0), settings.random()))
                : Optional.empty();
        Optional<ResumableSession> found = FittingSession.take(settings, external);
        boolean isOlder = found.isPresent() && FittingSession.isOfTls12(found.get());
        Optional<ResumableSession> older = isOlder ? found : Optional.empty();
        OfferedPsks psks = OfferedPsks.of(isOlder ? Optional.empty() : found, external);
        var unbound = new ClientHello(
                ProtocolVersion.TLS_1_2,
                random,
                sessionId(settings, older),
                CipherSuite.codes(settings.suites()),
                new byte[] {0},
                Extensions.none(Place.CLIENT_HELLO));
        return new ClientOffer(unbound, keyShare, psks, older, SentEarlyData.of(settings, psks))
                .bound(settings, null, Optional.empty());
    }

    /**
     * The second ClientHello: the first one but for what the HelloRetryRequest asks for (RFC 9846 §4.2.2).
     *
     * @param transcript up to the HelloRetryRequest
     */
    ClientOffer retried(Settings settings, Retry retry, Transcript transcript, Flow flow) {
        Optional<OwnKeyShare> share = keyShare;
        if (retry.group().isPresent()) {
            keyShare.ifPresent(OwnKeyShare::close);
            share = Optional.of(OwnKeyShare.of(retry.group().get(), settings.random()));
        }
        early.ifPresent(data -> data.refused(flow)); // RFC 9846 §4.3.10: none goes with a second hello
        return new ClientOffer(hello, share, psks.of(Hash.of(retry.suite())), session, Optional.empty())
                .bound(settings, retry.cookie().orElse(null), Optional.of(transcript));
    }

    /**
     * With a hello like this one, whose extensions say all that is offered.
     *
     * @param before what was said before it; empty for a first hello
     */
    private ClientOffer bound(Settings settings, byte[] cookie, Optional<Transcript> before) {
        ClientHello bound = psks.isEmpty()
                ? helloWith(settings, cookie, null)
                : psks.bind(
                        offer -> helloWith(settings, cookie, offer),
                        settings.clock().instant(),
                        before);
        return new ClientOffer(bound, keyShare, psks, session, early);
    }

    private ClientHello helloWith(Settings settings, byte[] cookie, PreSharedKeyOffer offer) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                hello.cipherSuites(),
                hello.legacyCompressionMethods(),
                extensions(settings, cookie, offer));
    }

    /** Erases what is private in it. */
    void close() {
        if (keyShare.isPresent()) {
            keyShare.get().close();
        }
        psks.close();
        if (session.isPresent()) {
            session.get().close();
        }
    }

    /** The connection fails in its handshake: its session of TLS 1.2 is not offered again (RFC 5246 §7.2.2). */
    void abandon(Settings settings) {
        session.ifPresent(settings.sessions()::discard);
        close();
    }

    /**
     * That of the session to resume; if it has none but a ticket, one by whose echo we know that the server takes the ticket
     * (RFC 5077 §3.4). §E.4: middleboxes want to see one where TLS 1.3 is offered.
     */
    private static byte[] sessionId(Settings settings, Optional<ResumableSession> session) {
        byte[] known = session.isPresent() ? session.get().negotiated().sessionId() : NOTHING;
        if (known.length > 0) {
            return known;
        }
        boolean madeUp = session.isPresent() || offersTls13(settings) && settings.middleboxCompatibility();
        byte[] id = new byte[madeUp ? RANDOM_LENGTH : 0];
        settings.random().nextBytes(id);
        return id;
    }

    private Extensions extensions(Settings settings, byte[] cookie, PreSharedKeyOffer offer) {
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
        block.add(Extension.SIGNATURE_ALGORITHMS_CH, SignatureScheme.codes(settings.signatureSchemes()));
        if (!settings.certificateSchemes().equals(settings.signatureSchemes())) {
            block.add(Extension.SIGNATURE_ALGORITHMS_CERT_CH, SignatureScheme.codes(settings.certificateSchemes()));
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
        if (keyShare.isPresent()) {
            block.add(Extension.SUPPORTED_VERSIONS_CH, settings.versions());
            if (cookie != null) {
                block.add(Extension.COOKIE_CH, cookie);
            }
            block.add(Extension.KEY_SHARE_CH, List.of(keyShare.get().entry()));
            addPsks(settings, block, offer);
        }
        return block.build();
    }

    /** RFC 9846 §4.3.11: the offer is the last extension. The modes alone ask for tickets (§4.7.1). */
    private void addPsks(Settings settings, Extensions.Builder block, PreSharedKeyOffer offer) {
        if (settings.sessions().isUsed() || settings.psks().isUsed()) {
            block.add(Extension.PSK_KEY_EXCHANGE_MODES_CH, PSK_MODES);
        }
        if (early.isPresent()) {
            block.add(Extension.EARLY_DATA_CH, Extension.Flag.PRESENT);
        }
        if (offer != null) {
            block.add(Extension.PRE_SHARED_KEY_CH, offer);
        }
    }

    /** What TLS 1.2 needs and TLS 1.3 ignores. */
    private void addTls12(Settings settings, Extensions.Builder block) {
        if (offersCurve(settings)) {
            block.add(Extension.EC_POINT_FORMATS_CH, UNCOMPRESSED); // RFC 8422 §5.1.2
        }
        if (offersCbc(settings)) {
            block.add(Extension.ENCRYPT_THEN_MAC_CH, Extension.Flag.PRESENT); // RFC 7366 §2
        }
        if (settings.extendedMasterSecret() != ExtendedMasterSecret.NONE) {
            block.add(Extension.EXTENDED_MASTER_SECRET_CH, Extension.Flag.PRESENT); // RFC 7627 §5.2
        }
        if (settings.sessions().isUsed()) { // RFC 5077 §3.2: without a ticket it asks for one
            block.add(
                    Extension.SESSION_TICKET_CH,
                    session.isPresent() ? session.get().identity() : NOTHING);
        }
        block.add(Extension.RENEGOTIATION_INFO_CH, FIRST_HANDSHAKE); // RFC 5746 §3.4
    }

    private static boolean offersTls13(Settings settings) {
        return settings.versions().contains(ProtocolVersion.TLS_1_3);
    }

    private static boolean offersCurve(Settings settings) {
        for (NamedGroup group : settings.groups()) {
            if (group.isEllipticCurve()) {
                return true;
            }
        }
        return false;
    }

    private static boolean offersCbc(Settings settings) {
        for (CipherSuite suite : settings.suites()) {
            if (!suite.bulk().isAead()) {
                return true;
            }
        }
        return false;
    }
}
