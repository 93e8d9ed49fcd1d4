package dev.handfast.server;

import static dev.handfast.wire.CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.message.DheParameters;
import dev.handfast.message.EcdheParameters;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server's ServerKeyExchange signs (RFC 5246 §7.4.3): no signature of it is good for another handshake. */
class Tls12ServerKeyExchangeTest {

    private static Stream<CipherSuite> suites() {
        return Stream.of(
                TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                TLS_DHE_RSA_WITH_AES_128_GCM_SHA256);
    }

    /** The parameters as they are signed, and the signature. */
    private record Signed(byte[] parameters, int scheme, byte[] signature) {
        static Signed of(ScriptedTls12Client client) throws TlsFault {
            if (client.parameters().suite() == TLS_DHE_RSA_WITH_AES_128_GCM_SHA256) {
                DheParameters dhe = client.keyExchange().dhe();
                return new Signed(dhe.encodeParameters(), dhe.scheme(), dhe.signature());
            }
            EcdheParameters ecdhe = client.keyExchange().ecdhe();
            return new Signed(ecdhe.encodeParameters(), ecdhe.scheme(), ecdhe.signature());
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void bothRandomsAndTheParametersAreSigned(CipherSuite suite) throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(suite).greeted();
        Signed signed = Signed.of(client);
        SecurityParameters hellos = client.parameters();
        byte[] theirs = hellos.clientRandom();
        byte[] ours = hellos.serverRandom();
        verify(client, signed, ScriptedPeer.join(theirs, ours, signed.parameters()));
        for (byte[] other : new byte[][] {
            ScriptedPeer.join(ours, theirs, signed.parameters()),
            ScriptedPeer.join(flipped(theirs, 31), ours, signed.parameters()),
            ScriptedPeer.join(theirs, flipped(ours, 0), signed.parameters()),
            ScriptedPeer.join(theirs, signed.parameters()),
            ScriptedPeer.join(ours, signed.parameters()),
            signed.parameters(),
            ScriptedPeer.join(theirs, ours, flipped(signed.parameters(), signed.parameters().length - 1))
        }) {
            assertEquals(
                    Alert.DECRYPT_ERROR,
                    assertThrows(TlsFault.class, () -> verify(client, signed, other))
                            .alert());
        }
    }

    /** Two clients that say the same get other shares and other randoms. */
    @ParameterizedTest
    @MethodSource("suites")
    void nothingIsUsedTwice(CipherSuite suite) throws TlsFault {
        ScriptedTls12Client one = new ScriptedTls12Client(suite).greeted();
        ScriptedTls12Client other = new ScriptedTls12Client(suite).greeted();
        assertFalse(Arrays.equals(Signed.of(one).parameters(), Signed.of(other).parameters()));
        assertFalse(Arrays.equals(
                one.parameters().serverRandom(), other.parameters().serverRandom()));
    }

    private static void verify(ScriptedTls12Client client, Signed signed, byte[] content) throws TlsFault {
        Signatures.verify(
                SignatureScheme.of(signed.scheme()).orElseThrow(),
                client.serverKey(),
                ProtocolVersion.TLS_1_2,
                content,
                signed.signature(),
                "ServerKeyExchange");
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }
}
