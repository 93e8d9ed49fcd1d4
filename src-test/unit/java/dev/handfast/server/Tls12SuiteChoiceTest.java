package dev.handfast.server;

import static dev.handfast.handshake.Draft.SIGNATURE_ALGORITHMS;
import static dev.handfast.handshake.Draft.SUPPORTED_GROUPS;
import static dev.handfast.handshake.Identities.EC_256;
import static dev.handfast.handshake.Identities.EC_384;
import static dev.handfast.handshake.Identities.ED25519;
import static dev.handfast.handshake.Identities.RSA;
import static dev.handfast.handshake.Identities.RSA_PSS;
import static dev.handfast.server.Tls12Hellos.groups;
import static dev.handfast.server.Tls12Hellos.schemes;
import static dev.handfast.wire.CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.crypto.DheGroup;
import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.FiniteFields;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** Which suite, certificate and group a server of TLS 1.2 takes (RFC 5246 §7.4.1.3, RFC 8422 §5, RFC 7919 §4). */
class Tls12SuiteChoiceTest {
    private static final CipherSuite ECDSA = TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite ECDHE = TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite DHE = TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite TRANSPORT = TLS_RSA_WITH_AES_128_GCM_SHA256;

    /** Offered the wrong way round: our order counts. */
    private static final CipherSuite[] ALL = {TRANSPORT, DHE, ECDHE, ECDSA};

    @Test
    void theCertificateDecides() throws TlsFault {
        assertEquals(ECDSA, chosen(List.of(EC_256, RSA), hello -> hello));
        assertEquals(ECDSA, chosen(List.of(ED25519, RSA), hello -> hello));
        assertEquals(ECDHE, chosen(List.of(RSA), hello -> hello));
        assertEquals(ECDHE, chosen(List.of(RSA_PSS), hello -> hello));
    }

    @Test
    void aKeyThatFitsNoSuiteIsAHandshakeFailure() throws TlsFault {
        assertNone(List.of(), hello -> hello);
        assertNone(List.of(EC_256), hello -> Tls12Hellos.suites(hello, ECDHE, DHE, TRANSPORT));
        assertNone(List.of(RSA), hello -> Tls12Hellos.suites(hello, ECDSA));
        assertNone(List.of(RSA_PSS), hello -> Tls12Hellos.suites(hello, ECDSA, TRANSPORT)); // it only signs
    }

    @Test
    void theSchemesDecide() throws TlsFault {
        List<Identity> both = List.of(EC_256, RSA);
        assertEquals(ECDHE, chosen(both, hello -> schemes(hello, 0x0401)));
        assertEquals(ECDHE, chosen(both, hello -> schemes(hello, 0x0804, 0x0807)));
        assertEquals(TRANSPORT, chosen(both, hello -> schemes(hello, 0x0807)));
        assertEquals(TRANSPORT, chosen(both, hello -> hello.without(SIGNATURE_ALGORITHMS)));
        assertNone(List.of(ED25519), hello -> schemes(hello, 0x0403, 0x0804));
        assertNone(List.of(RSA_PSS), hello -> schemes(hello, 0x0403, 0x0804));
    }

    /** RFC 5246 §7.4.2: a key that may only sign decrypts nothing, and the reverse. */
    @Test
    void theUsageOfTheKeyDecides() throws TlsFault {
        Identity signs = Identities.limitedTo(RSA, KeyUsage.digitalSignature);
        Identity decrypts = Identities.limitedTo(RSA, KeyUsage.keyEncipherment);
        assertEquals(ECDHE, chosen(List.of(signs), hello -> hello));
        assertEquals(TRANSPORT, chosen(List.of(decrypts), hello -> hello));
        assertNone(List.of(signs), hello -> Tls12Hellos.suites(hello, TRANSPORT));
        assertNone(List.of(decrypts), hello -> Tls12Hellos.suites(hello, ECDHE, DHE));
    }

    /** RFC 8422 §5.3: a client knows the curve of the certificate, or lists none at all. */
    @Test
    void theCurveOfTheCertificateIsOneThatTheClientLists() throws TlsFault {
        assertEquals(ECDHE, chosen(List.of(EC_384, RSA), hello -> groups(hello, 29, 23)));
        assertNone(List.of(EC_384), hello -> groups(hello, 29, 23));
        assertEquals(ECDSA, chosen(List.of(EC_384, RSA), hello -> groups(hello, 29, 24)));
        assertEquals(ECDSA, chosen(List.of(EC_384, RSA), hello -> hello.without(SUPPORTED_GROUPS)));
        assertEquals(ECDSA, chosen(List.of(ED25519, RSA), hello -> groups(hello, 29)));
    }

    @Test
    void theFirstOfOurGroupsThatTheClientListsIsTaken() throws TlsFault {
        assertEquals(NamedGroup.X25519, group(hello -> groups(hello, 24, 23, 29)));
        assertEquals(NamedGroup.SECP256R1, group(hello -> groups(hello, 25, 23)));
        assertEquals(NamedGroup.SECP521R1, group(hello -> groups(hello, 0x3A3A, 25)));
        assertEquals(NamedGroup.X25519, group(hello -> hello.without(SUPPORTED_GROUPS)));
    }

    @Test
    void withoutACommonCurveThereIsDheOrKeyTransport() throws TlsFault {
        List<Identity> both = List.of(EC_256, RSA);
        assertEquals(DHE, chosen(both, hello -> groups(hello, 0x0100)));
        assertEquals(DHE, chosen(both, hello -> groups(hello, 0x3A3A)));
        assertEquals(TRANSPORT, chosen(both, hello -> Tls12Hellos.suites(groups(hello, 0x3A3A), ECDHE, TRANSPORT)));
    }

    /** RFC 7919 §4: a client that lists finite fields gets one of them, or no DHE; one that lists none leaves it to us. */
    @Test
    void theFieldIsOneThatTheClientLists() throws TlsFault {
        UnaryOperator<Draft> offer = hello -> Tls12Hellos.suites(hello, DHE);
        assertEquals(NamedGroup.FFDHE3072, group(hello -> groups(offer.apply(hello), 29, 0x0101)));
        assertEquals(NamedGroup.FFDHE2048, group(hello -> groups(offer.apply(hello), 0x01FB, 0x0101, 0x0100)));
        assertEquals(NamedGroup.FFDHE2048, group(hello -> groups(offer.apply(hello), 29)));
        assertEquals(NamedGroup.FFDHE2048, group(hello -> offer.apply(hello).without(SUPPORTED_GROUPS)));
        assertEquals(
                TRANSPORT,
                chosen(List.of(RSA), hello -> Tls12Hellos.suites(groups(hello, 29, 0x01FB), DHE, TRANSPORT)));
        assertNone(List.of(RSA), hello -> groups(offer.apply(hello), 0x01FB));
    }

    @Test
    void ourOwnGroupsCountAsWell() throws TlsFault {
        Settings curves = settings(List.of(RSA))
                .groups(List.of(NamedGroup.X25519))
                .finiteFields(new FiniteFields() {
                    @Override
                    public Optional<DheGroup> own() {
                        return Optional.empty();
                    }
                })
                .build();
        assertEquals(TRANSPORT, chosen(curves, hello -> Tls12Hellos.suites(hello, DHE, TRANSPORT)));
        Settings fields =
                settings(List.of(RSA)).groups(List.of(NamedGroup.FFDHE2048)).build();
        assertEquals(DHE, chosen(fields, hello -> hello));
    }

    @Test
    void theClientsOrderCountsIfTheApplicationWantsItSo() throws TlsFault {
        Settings settings =
                settings(List.of(EC_256, RSA)).serverPreference(false).build();
        assertEquals(TRANSPORT, chosen(settings, hello -> hello));
        assertEquals(DHE, chosen(settings, hello -> Tls12Hellos.suites(hello, DHE, ECDSA)));
    }

    @Test
    void whoLikesChaChaBestGetsIt() throws TlsFault {
        CipherSuite chaCha = TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
        List<Identity> one = List.of(EC_256);
        assertEquals(chaCha, chosen(one, hello -> Tls12Hellos.suites(hello, chaCha, ECDSA)));
        assertEquals(ECDSA, chosen(one, hello -> Tls12Hellos.suites(hello, ECDSA, chaCha)));
    }

    @Test
    void aSuiteThatIsNotEnabledIsNotTaken() throws TlsFault {
        Settings settings = settings(List.of(RSA)).suites(List.of(ECDHE)).build();
        assertEquals(ECDHE, chosen(settings, hello -> hello));
        var client = new ScriptedTls12Client(TRANSPORT, settings);
        client.say(client.hello());
        client.assertDies(Alert.HANDSHAKE_FAILURE);
    }

    /** The first certificate that fits is shown, and its scheme signs. */
    @Test
    void theChosenCertificateIsShown() throws TlsFault {
        for (Identity identity : List.of(EC_256, RSA, RSA_PSS, ED25519)) {
            ScriptedTls12Client client = client(settings(List.of(identity)).build(), hello -> hello);
            client.hearFlight();
            assertEquals(identity.chain(), client.subject().negotiated().localChain());
            assertEquals(identity.chain().get(0).getPublicKey(), client.serverKey());
            assertEquals(identity.scheme().code(), client.keyExchange().ecdhe().scheme());
            client.complete();
        }
    }

    private static CipherSuite chosen(List<Identity> identities, UnaryOperator<Draft> change) throws TlsFault {
        return chosen(settings(identities).build(), change);
    }

    private static CipherSuite chosen(Settings settings, UnaryOperator<Draft> change) throws TlsFault {
        ScriptedTls12Client client = client(settings, change);
        client.hearFlight();
        client.complete();
        return client.subject().negotiated().suite();
    }

    private static NamedGroup group(UnaryOperator<Draft> change) throws TlsFault {
        ScriptedTls12Client client = client(settings(List.of(RSA)).build(), change);
        client.hearFlight();
        client.complete();
        return client.subject().negotiated().group();
    }

    private static void assertNone(List<Identity> identities, UnaryOperator<Draft> change) throws TlsFault {
        client(settings(identities).build(), change).assertDies(Alert.HANDSHAKE_FAILURE);
    }

    private static ScriptedTls12Client client(Settings settings, UnaryOperator<Draft> change) throws TlsFault {
        var client = new ScriptedTls12Client(ECDHE, settings);
        client.say(change.apply(Tls12Hellos.suites(client.draft(), ALL)).encode());
        return client;
    }

    /** A server with these certificates, as a key manager has them: one that fits a scheme, in this order. */
    private static Settings.Builder settings(List<Identity> identities) {
        return ScriptedTls12Client.settings()
                .credentials((soFar, usable, authorities) -> identities.stream()
                        .flatMap(identity -> fitting(identity, usable))
                        .findFirst());
    }

    private static Stream<Identity> fitting(Identity identity, List<SignatureScheme> usable) {
        return usable.contains(identity.scheme())
                ? Stream.of(identity)
                : usable.stream()
                        .filter(scheme -> Signatures.fits(
                                scheme, identity.chain().get(0).getPublicKey(), ProtocolVersion.TLS_1_2))
                        .map(scheme -> new Identity(identity.chain(), identity.key(), scheme));
    }
}
