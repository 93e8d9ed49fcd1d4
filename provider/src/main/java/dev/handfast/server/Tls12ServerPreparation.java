package dev.handfast.server;

import dev.handfast.crypto.Erasable;
import dev.handfast.handshake.Downgrade;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/**
 * The slow part of answering a TLS 1.2 ClientHello: what the application decides, the certificate, and our part of the key
 * exchange. All of it comes before the ServerHello, so that a fault is told before half a flight.
 */
record Tls12ServerPreparation(
        Negotiated negotiated, Tls12ServerChoice choice, SecurityParameters parameters, Tls12KeyExchange keyExchange)
        implements Erasable {

    private static final int SESSION_ID_LENGTH = 32;

    static Tls12ServerPreparation of(Settings settings, ClientHello hello) throws TlsFault {
        List<Integer> theirs =
                hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElse(List.of());
        List<Integer> inCertificates =
                hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CERT_CH).orElse(theirs);
        Negotiated soFar = Negotiated.nothing(
                        hello.extensions().get(Extension.SERVER_NAME_CH).orElse(List.of()))
                .with(ProtocolVersion.TLS_1_2, null, null)
                .withPeerSchemes(OwnCertificates.known(inCertificates));
        settings.policy().acceptServerNames(soFar);
        Tls12ServerChoice choice = Tls12ServerChoice.of(settings, hello, soFar);
        Negotiated agreed = soFar.with(
                        ProtocolVersion.TLS_1_2, choice.suite(), choice.group().orElse(null))
                .withSessionId(sessionId(settings))
                .withLocalChain(choice.identity().chain());
        SecurityParameters parameters = parameters(settings, hello, choice.suite());
        return new Tls12ServerPreparation(
                agreed.withApplicationProtocol(protocol(settings, hello, agreed)),
                choice,
                parameters,
                Tls12KeyExchange.of(settings, choice, parameters, hello.legacyVersion()));
    }

    @Override
    public void close() {
        keyExchange.close();
    }

    private static SecurityParameters parameters(Settings settings, ClientHello hello, CipherSuite suite) {
        return new SecurityParameters(
                suite,
                hello.random(),
                Downgrade.serverRandom(settings.random(), settings.versions()),
                settings.extendedMasterSecret() != ExtendedMasterSecret.NONE
                        && hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH),
                !suite.bulk().isAead() && hello.extensions().has(Extension.ENCRYPT_THEN_MAC_CH));
    }

    private static byte[] sessionId(Settings settings) {
        byte[] id = new byte[SESSION_ID_LENGTH];
        settings.random().nextBytes(id);
        return id;
    }

    private static String protocol(Settings settings, ClientHello hello, Negotiated agreed) throws TlsFault {
        Optional<List<String>> offered = hello.extensions().get(Extension.ALPN_CH);
        return offered.isPresent() ? settings.policy().chooseProtocol(agreed, offered.get()) : "";
    }
}
