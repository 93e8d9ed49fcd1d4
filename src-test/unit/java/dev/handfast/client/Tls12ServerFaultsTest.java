package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Certificate12;
import dev.handfast.message.Finished;
import dev.handfast.message.HelloRequest;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A TLS 1.2 server that does not keep to the standard behind its hello is answered with the alert that it names. */
class Tls12ServerFaultsTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite ECDHE_RSA = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite DHE = CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;

    // ---- certificates

    private record Misfit(CipherSuite suite, Identity identity) {}

    private static Stream<Misfit> misfits() {
        return Stream.of(
                new Misfit(ECDSA, Identities.RSA),
                new Misfit(ECDSA, Identities.RSA_PSS),
                new Misfit(ECDSA, Identities.EC_521), // whose curve is not offered
                new Misfit(ECDHE_RSA, Identities.EC_256),
                new Misfit(DHE, Identities.ED25519),
                new Misfit(TRANSPORT, Identities.EC_256),
                new Misfit(TRANSPORT, Identities.RSA_PSS), // signs, and never encrypts
                new Misfit(ECDSA, Identities.limitedTo(Identities.EC_256, KeyUsage.keyAgreement)),
                new Misfit(ECDHE_RSA, Identities.limitedTo(Identities.RSA, KeyUsage.keyEncipherment)),
                new Misfit(DHE, Identities.limitedTo(Identities.RSA, KeyUsage.keyEncipherment)),
                new Misfit(TRANSPORT, Identities.limitedTo(Identities.RSA, KeyUsage.digitalSignature)));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aKeyThatIsNoneForTheSuiteIsRefused(Misfit misfit) throws TlsFault {
        ScriptedTls12Server server = showing(
                misfit.suite(),
                misfit.identity(),
                ScriptedTls12Client.settings()
                        .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.FFDHE2048))
                        .build());
        assertDiesSpeechless(server, Alert.UNSUPPORTED_CERTIFICATE);
    }

    private static Stream<Misfit> fits() {
        return Stream.of(
                new Misfit(ECDSA, Identities.limitedTo(Identities.EC_256, KeyUsage.digitalSignature)),
                new Misfit(ECDHE_RSA, Identities.limitedTo(Identities.RSA, KeyUsage.digitalSignature)),
                new Misfit(TRANSPORT, Identities.limitedTo(Identities.RSA, KeyUsage.keyEncipherment)));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void aKeyThatMayDoWhatTheSuiteDoesWithItIsTaken(Misfit fit) throws TlsFault {
        ScriptedTls12Server server = showing(
                fit.suite(), fit.identity(), ScriptedTls12Client.settings().build());
        server.hearFlight();
        server.finish();
    }

    private static ScriptedTls12Server showing(CipherSuite suite, Identity identity, Settings client) throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(suite, client).chosen();
        server.say(server.certificate(identity));
        if (suite != TRANSPORT) {
            server.say(server.keyExchange(identity));
        }
        server.say(new ServerHelloDone());
        return server;
    }

    /** An alert in the clear is all that the client says behind its hello. */
    private static void assertDiesSpeechless(ScriptedTls12Server server, Alert alert) throws TlsFault {
        assertEquals(5 + 2, server.subject().outputLength(), "something of ours goes before the alert");
        server.assertDies(alert);
    }

    @Test
    void certificatesThatAreNoneAreRefused() throws TlsFault {
        ScriptedTls12Server empty = new ScriptedTls12Server(ECDSA).chosen();
        empty.say(new Certificate12(List.of()));
        empty.assertDies(Alert.DECODE_ERROR);
        ScriptedTls12Server malformed = new ScriptedTls12Server(ECDSA).chosen();
        malformed.say(new Certificate12(List.of(new byte[] {1, 2, 3})));
        malformed.say(malformed.keyExchange(Identities.EC_256));
        malformed.say(new ServerHelloDone());
        malformed.assertDies(Alert.BAD_CERTIFICATE);
    }

    @Test
    void nothingIsSaidToAServerThatIsNotTrusted() throws TlsFault {
        for (CipherSuite suite : List.of(ECDSA, DHE, TRANSPORT)) {
            var server = new ScriptedTls12Server(
                    suite,
                    ScriptedTls12Client.settings()
                            .trust((soFar, authType) -> {
                                assertEquals(suite.keyExchange().name(), authType);
                                throw new TlsFault(Alert.UNKNOWN_CA, "nobody knows it");
                            })
                            .build());
            server.greeted();
            assertDiesSpeechless(server, Alert.UNKNOWN_CA);
        }
    }

    // ---- what may come when

    @Test
    void aServerHelloDoneHasNoBody() throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(TRANSPORT).certified();
        server.say(ScriptedPeer.message(14, (byte) 0));
        server.assertDies(Alert.DECODE_ERROR);
    }

    @Test
    void dataBeforeTheFinishedIsRefused() throws TlsFault {
        ScriptedTls12Server clear = new ScriptedTls12Server(ECDSA).greeted();
        clear.hearFlight();
        clear.record(ContentType.APPLICATION_DATA, (byte) 1);
        clear.assertDies(Alert.UNEXPECTED_MESSAGE);
        ScriptedTls12Server early = new ScriptedTls12Server(ECDSA).greeted();
        early.hearFlight();
        early.sayChangeCipherSpec();
        early.record(ContentType.APPLICATION_DATA, (byte) 1);
        early.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertEquals(0, early.dataReceived().length);
    }

    @Test
    void aMessageThatStraddlesTheChangeOfKeysIsRefused() throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).greeted();
        server.hearFlight();
        byte[] finished = server.finished().encode();
        server.record(ContentType.HANDSHAKE, Arrays.copyOf(finished, 3));
        server.sayChangeCipherSpec();
        server.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void warningsMeanNothingButAreCounted() throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).chosen();
        server.alert(1, Alert.NO_RENEGOTIATION);
        server.finishGreeting();
        server.hearFlight();
        server.finish();
        server.alert(1, Alert.UNRECOGNIZED_NAME);
        server.record(ContentType.APPLICATION_DATA, (byte) 7);
        assertArrayEquals(new byte[] {7}, server.dataReceived());
        ScriptedTls12Server flood = new ScriptedTls12Server(ECDSA).chosen();
        for (int i = 0; i < 33; i++) {
            assertFalse(flood.subject().isFailed());
            flood.alert(1, Alert.NO_RENEGOTIATION);
        }
        flood.assertDies(Alert.UNEXPECTED_MESSAGE);
        ScriptedTls12Server fatal = new ScriptedTls12Server(ECDSA).chosen();
        fatal.alert(2, Alert.NO_RENEGOTIATION);
        fatal.assertDead();
    }

    // ---- the end

    @Test
    void aWrongFinishedIsRefused() throws TlsFault {
        for (int length : new int[] {12, 11, 32}) {
            ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).greeted();
            server.hearFlight();
            server.sayChangeCipherSpec();
            byte[] wrong = Arrays.copyOf(server.finished().verifyData(), length);
            wrong[0] ^= 1;
            server.say(new Finished(wrong));
            server.assertDies(length == 12 ? Alert.DECRYPT_ERROR : Alert.DECODE_ERROR);
        }
    }

    @Test
    void helloRequestsMeanNothingInAHandshakeAndAreDeclinedAfterIt() throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA);
        server.hearHello();
        server.sayHello(server.hello().encode());
        server.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        server.say(server.certificate(server.identity()));
        server.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        server.say(server.keyExchange(server.identity()));
        server.say(new ServerHelloDone());
        server.hearFlight();
        server.finish();
        server.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        assertArrayEquals(new byte[] {1, 100}, server.open(server.takeRecord()));
        assertArrayEquals(new byte[] {3}, server.hearData((byte) 3));
        ScriptedTls12Server flood = new ScriptedTls12Server(ECDSA).chosen();
        for (int i = 0; i < 33; i++) {
            flood.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        }
        flood.assertDies(Alert.UNEXPECTED_MESSAGE);
    }
}
