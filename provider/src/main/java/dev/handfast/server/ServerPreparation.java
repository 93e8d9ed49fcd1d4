package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.crypto.Answer;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.Removed;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The slow part of answering a ClientHello: what the application decides, the certificate, and the key exchange. All of it
 * comes before the ServerHello, so that a fault is told in plain text and not after half a flight.
 *
 * @param earlyData bytes of it that may come; 0 if none is taken
 */
record ServerPreparation(
        Negotiated negotiated, Optional<Identity> identity, Optional<AcceptedPsk> psk, long earlyData, Answer answer)
        implements Erasable {

    /**
     * Erases those of {@code known} that are not taken.
     *
     * @param truncatedHash of the transcript up to the binders of {@code hello}
     */
    static ServerPreparation of(
            Settings settings, ClientHello hello, ServerChoice choice, KnownPsks known, byte[] truncatedHash)
            throws TlsFault {
        List<Integer> theirs =
                hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElse(List.of());
        List<Integer> inCertificates =
                hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CERT_CH).orElse(theirs);
        Negotiated agreed = Negotiated.nothing(
                        hello.extensions().get(Extension.SERVER_NAME_CH).orElse(List.of()))
                .with(ProtocolVersion.TLS_1_3, choice.suite(), choice.group())
                .withPeerSchemes(OwnCertificates.known(inCertificates));
        settings.policy().acceptServerNames(agreed);
        agreed = agreed.withApplicationProtocol(protocol(settings, hello, agreed));
        Optional<AcceptedPsk> psk = AcceptedPsk.of(settings, hello, agreed, known, truncatedHash);
        known.keepOnly(psk);
        try {
            if (psk.isPresent()) {
                long earlyData = EarlyDataCheck.limit(settings, hello, psk.get(), choice.suite());
                return new ServerPreparation(
                        psk.get().agreed(agreed), Optional.empty(), psk, earlyData, answer(settings, choice));
            }
            Identity identity = identity(settings, hello, agreed, theirs);
            return new ServerPreparation(
                    agreed.withLocalChain(identity.chain()),
                    Optional.of(identity),
                    Optional.empty(),
                    0,
                    answer(settings, choice));
        } catch (TlsFault | RuntimeException failed) {
            psk.ifPresent(AcceptedPsk::close);
            throw failed;
        }
    }

    @Override
    public void close() {
        answer.secret().close();
        psk.ifPresent(AcceptedPsk::close);
    }

    /** Comes last: nothing behind it fails, and leaves its secret to nobody. */
    private static Answer answer(Settings settings, ServerChoice choice) throws TlsFault {
        return KeyExchange.of(choice.group())
                .answer(choice.share().orElseThrow().keyExchange(), settings.random());
    }

    private static String protocol(Settings settings, ClientHello hello, Negotiated agreed) throws TlsFault {
        Optional<List<String>> offered = hello.extensions().get(Extension.ALPN_CH);
        return offered.isPresent() ? settings.policy().chooseProtocol(agreed, offered.get()) : "";
    }

    private static Identity identity(Settings settings, ClientHello hello, Negotiated agreed, List<Integer> theirs)
            throws TlsFault {
        List<SignatureScheme> usable =
                OwnCertificates.usable(settings.signatureSchemes(), theirs, ProtocolVersion.TLS_1_3);
        List<X500Principal> authorities =
                hello.extensions().get(Extension.CERTIFICATE_AUTHORITIES_CH).orElse(List.of());
        Optional<Identity> chosen =
                usable.isEmpty() ? Optional.empty() : settings.credentials().choose(agreed, usable, authorities);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        if (KnownPsks.mayBeIn(settings, hello)) {
            throw new TlsFault(
                    Alert.UNKNOWN_PSK_IDENTITY,
                    "the client offers no pre-shared key that our source knows, with a hash of the cipher suites that are"
                            + " in common, and we have no certificate for it: "
                            + settings.credentials().whyNone());
        }
        ClientHelloCheck.require(hello, Extension.SIGNATURE_ALGORITHMS_CH);
        if (usable.isEmpty()) {
            throw noCommonScheme(settings, OwnCertificates.known(theirs));
        }
        throw new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                Facts.of(FailureKind.NO_FITTING_CERTIFICATE).offers(List.of(), usable),
                "no cipher suites in common that our certificates serve: there is none for any of " + usable
                        + ", the signature schemes that both sides know (" + agreed.version() + ", " + agreed.suite()
                        + "); " + settings.credentials().whyNone());
    }

    private static TlsFault noCommonScheme(Settings settings, List<SignatureScheme> theirs) {
        List<SignatureScheme> ours = settings.signatureSchemes().stream()
                .filter(scheme -> scheme.signs(ProtocolVersion.TLS_1_3))
                .toList();
        Stream<SignatureScheme> offered = theirs.stream().filter(scheme -> scheme.signs(ProtocolVersion.TLS_1_3));
        return new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                Facts.of(FailureKind.NO_COMMON_SIGNATURE_SCHEME)
                        .offers(ours, theirs)
                        .removed(Removed.of(offered, settings.exclusions()::of)),
                "no signature scheme in common for " + ProtocolVersion.TLS_1_3 + ": the client takes "
                        + Removed.list(theirs) + ", enabled on our side are " + ours);
    }
}
