package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Settings;
import dev.handfast.message.DheParameters;
import dev.handfast.message.EcdheParameters;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ServerKeyExchange with one thing wrong: nothing is answered but the alert that the standard names. */
class Tls12KeyExchangeFaultsTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite DHE = CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;

    private static void assertRefused(ScriptedTls12Server server, ServerKeyExchange message, Alert alert)
            throws TlsFault {
        server.say(message);
        server.say(new ServerHelloDone());
        assertEquals(5 + 2, server.subject().outputLength(), "something of ours goes before the alert");
        server.assertDies(alert);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 63, 64, 70})
    void aSignatureOverAnotherHandshakeIsRefused(int at) throws Exception {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).certified();
        EcdheParameters right = server.keyExchange(Identities.EC_256).ecdhe();
        byte[] other = server.signedContent(right.encodeParameters());
        other[at] ^= 1;
        Identity signer = Identities.EC_256;
        byte[] signature = Signatures.sign(signer.scheme(), signer.key(), other, new SecureRandom());
        assertRefused(server, right.signed(signature).toMessage(), Alert.DECRYPT_ERROR);
    }

    @Test
    void aSchemeThatWasNotOfferedOrDoesNotFitIsRefused() throws TlsFault {
        Settings client = ScriptedTls12Client.settings()
                .signatureSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256))
                .build();
        ScriptedTls12Server notOffered = new ScriptedTls12Server(ECDSA, client).certified();
        assertRefused(
                notOffered,
                notOffered.keyExchange(Identities.signingWith(
                        Identities.EC_256, SignatureScheme.ECDSA_SECP384R1_SHA384, Identities.EC_256)),
                Alert.ILLEGAL_PARAMETER);
        ScriptedTls12Server unfit = new ScriptedTls12Server(ECDSA, client).certified();
        assertRefused(unfit, unfit.keyExchange(Identities.RSA), Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aCurveThatWasNotOfferedIsRefused() throws TlsFault {
        var server = new ScriptedTls12Server(
                        ECDSA,
                        ScriptedTls12Client.settings()
                                .groups(List.of(NamedGroup.SECP256R1, NamedGroup.FFDHE2048))
                                .build())
                .certified();
        assertRefused(server, server.keyExchange(Identities.EC_256), Alert.ILLEGAL_PARAMETER);
        ScriptedTls12Server field = new ScriptedTls12Server(ECDSA).certified();
        assertRefused(
                field, field.ecdhe(NamedGroup.FFDHE2048, new byte[200], Identities.EC_256), Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aPointThatIsNoneIsRefused() throws TlsFault {
        ScriptedTls12Server zero = new ScriptedTls12Server(ECDSA).certified();
        assertRefused(zero, zero.ecdhe(NamedGroup.X25519, new byte[32], Identities.EC_256), Alert.ILLEGAL_PARAMETER);
        byte[] proper =
                KeyExchange.of(NamedGroup.SECP256R1).offer(new SecureRandom()).share();
        byte[] compressed = Arrays.copyOf(proper, 33);
        compressed[0] = (byte) (2 + (proper[64] & 1));
        byte[] offTheCurve = proper.clone();
        offTheCurve[64] ^= 1;
        byte[] infinity = {0};
        for (byte[] point : List.of(infinity, compressed, offTheCurve, Arrays.copyOf(proper, 64), new byte[65])) {
            ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).certified();
            assertRefused(
                    server, server.ecdhe(NamedGroup.SECP256R1, point, Identities.EC_256), Alert.ILLEGAL_PARAMETER);
        }
    }

    private static ServerKeyExchange dhe(ScriptedTls12Server server, byte[] p, int g, byte[] publicValue)
            throws TlsFault {
        Identity signer = server.identity();
        var unsigned = new DheParameters(
                p, new byte[] {(byte) g}, publicValue, signer.scheme().code(), new byte[0]);
        return unsigned.signed(server.sign(signer, unsigned.encodeParameters())).toMessage();
    }

    @Test
    void aFieldThatIsWeakIsRefused() throws TlsFault {
        byte[] good = new ScriptedTls12Server(DHE)
                .certified()
                .keyExchange(Identities.RSA)
                .dhe()
                .p();
        byte[] composite = new BigInteger(1, good).add(BigInteger.TWO).toByteArray();
        byte[] even = new BigInteger(1, good).add(BigInteger.ONE).toByteArray();
        ScriptedTls12Server small = new ScriptedTls12Server(DHE).certified();
        assertRefused(
                small, dhe(small, ScriptedClient.filled(128, 0xFF), 2, new byte[] {9}), Alert.INSUFFICIENT_SECURITY);
        for (byte[] p : List.of(composite, even)) {
            ScriptedTls12Server server = new ScriptedTls12Server(DHE).certified();
            assertRefused(server, dhe(server, p, 2, new byte[] {9}), Alert.ILLEGAL_PARAMETER);
        }
        ScriptedTls12Server one = new ScriptedTls12Server(DHE).certified();
        assertRefused(one, dhe(one, good, 1, new byte[] {9}), Alert.ILLEGAL_PARAMETER);
        byte[] last = good.clone();
        last[last.length - 1]--;
        for (byte[] publicValue : List.of(new byte[] {0}, new byte[] {1}, last, good)) {
            ScriptedTls12Server server = new ScriptedTls12Server(DHE).certified();
            assertRefused(server, dhe(server, good, 2, publicValue), Alert.HANDSHAKE_FAILURE);
        }
    }

    @Test
    void aFieldThatHasANameIsOneOfThoseOffered() throws TlsFault {
        for (List<NamedGroup> offered : List.of(
                List.of(NamedGroup.X25519, NamedGroup.FFDHE3072), // RFC 7919 §3
                List.of(NamedGroup.X25519))) { // then the server is free to choose
            Settings client = ScriptedTls12Client.settings().groups(offered).build();
            ScriptedTls12Server server = new ScriptedTls12Server(DHE, client).certified();
            if (offered.contains(NamedGroup.FFDHE3072)) {
                assertRefused(server, server.keyExchange(Identities.RSA), Alert.INSUFFICIENT_SECURITY);
            } else {
                server.say(server.keyExchange(Identities.RSA));
                server.say(new ServerHelloDone());
                server.hearFlight();
                server.finish();
            }
        }
    }

    @Test
    void keyTransportHasNoServerKeyExchange() throws TlsFault {
        ScriptedTls12Server freak = new ScriptedTls12Server(TRANSPORT).certified();
        freak.say(new ServerKeyExchange(new byte[10]));
        freak.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void bodiesThatDoNotAddUpAreRefused() throws TlsFault {
        for (byte[] body :
                List.of(new byte[0], new byte[] {3, 0, 29, 32}, new byte[] {3, 0, 29, 1, 9, 4, 3, 0, 0, 0})) {
            ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).certified();
            assertRefused(server, new ServerKeyExchange(body), Alert.DECODE_ERROR);
        }
        ScriptedTls12Server curveType = new ScriptedTls12Server(ECDSA).certified();
        assertRefused(curveType, new ServerKeyExchange(new byte[] {1, 0, 29, 1}), Alert.ILLEGAL_PARAMETER);
    }
}
