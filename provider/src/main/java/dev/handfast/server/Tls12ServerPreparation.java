package dev.handfast.server;

import dev.handfast.crypto.Erasable;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Downgrade;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/**
 * The slow part of answering a TLS 1.2 ClientHello: what the application decides, and what a full handshake or a resumed session
 * needs. All of it comes before the ServerHello, so that a fault is told before half a flight.
 */
sealed interface Tls12ServerPreparation extends Erasable permits Tls12FullPreparation, Tls12Resumption {

    /** The flight. */
    Step answer(Conversation conversation, ClientHello hello, Flow flow) throws TlsFault;

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
        Optional<Tls12Resumption> resumption = Tls12Resumption.of(settings, hello, soFar);
        return resumption.isPresent() ? resumption.get() : Tls12FullPreparation.of(settings, hello, soFar);
    }

    /** What its keys will depend on, with {@code suite}. */
    static SecurityParameters parameters(Settings settings, ClientHello hello, CipherSuite suite) {
        return new SecurityParameters(
                suite,
                hello.random(),
                Downgrade.serverRandom(settings.random(), settings.versions()),
                settings.extendedMasterSecret() != ExtendedMasterSecret.NONE
                        && hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH),
                !suite.bulk().isAead() && hello.extensions().has(Extension.ENCRYPT_THEN_MAC_CH));
    }

    /** What the application chooses of the protocols that the client offers; "" for none. */
    static String protocol(Settings settings, ClientHello hello, Negotiated agreed) throws TlsFault {
        Optional<List<String>> offered = hello.extensions().get(Extension.ALPN_CH);
        return offered.isPresent() ? settings.policy().chooseProtocol(agreed, offered.get()) : "";
    }
}
