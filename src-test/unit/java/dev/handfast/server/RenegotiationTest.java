package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that wants another handshake is told no, and goes on with the one that it has (RFC 5246 §7.2.2, RFC 5746 §4.5). */
class RenegotiationTest {
    private static final byte[] NO_RENEGOTIATION = {1, 100};

    @ParameterizedTest
    @EnumSource(names = {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"})
    void eachHelloGetsAWarningAndDataFlowOn(CipherSuite suite) throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(suite).handshake();
        for (int round = 0; round < 3; round++) {
            client.record(ContentType.HANDSHAKE, client.hello().encode());
            assertWarning(client);
            assertArrayEquals(new byte[] {1, 2}, client.hearData((byte) 1, (byte) 2));
            client.record(ContentType.APPLICATION_DATA, (byte) round);
        }
        assertArrayEquals(new byte[] {0, 1, 2}, client.dataReceived());
        assertTrue(client.subject().isOpen());
    }

    /** What the hello says does not matter: not even one that RFC 5746 would allow is accepted. */
    @Test
    void aHelloThatKnowsThisHandshakeGetsNoMore() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).handshake();
        client.record(
                ContentType.HANDSHAKE,
                client.draft()
                        .with(0xFF01, out -> out.opaque(255, new byte[12]))
                        .encode());
        assertWarning(client);
    }

    @Test
    void aFloodIsUnexpected() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).handshake();
        byte[] hello = client.hello().encode();
        int warnings = 0;
        for (; warnings < 1000; warnings++) {
            client.record(ContentType.HANDSHAKE, hello);
            if (client.subject().isFailed()) {
                break;
            }
            assertWarning(client);
        }
        assertEquals(32, warnings);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void betweenDataHellosAreNoFlood() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).handshake();
        for (int round = 0; round < 100; round++) {
            client.record(ContentType.HANDSHAKE, client.hello().encode());
            assertWarning(client);
            client.record(ContentType.APPLICATION_DATA, (byte) round);
        }
        assertEquals(100, client.dataReceived().length);
    }

    @Test
    void aMalformedHelloIsADecodeError() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).handshake();
        client.record(ContentType.HANDSHAKE, ScriptedPeer.message(1, new byte[20]));
        client.assertDies(Alert.DECODE_ERROR);
    }

    @Test
    void noDataComeBetweenThePartsOfAHello() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).handshake();
        client.record(ContentType.HANDSHAKE, (byte) 1, (byte) 0);
        client.record(ContentType.APPLICATION_DATA, (byte) 1);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void afterOurCloseNotifyNothingIsSaid() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256).handshake();
        client.subject().closeOutbound();
        assertArrayEquals(new byte[] {1, 0}, client.open(client.takeRecord()));
        client.record(ContentType.HANDSHAKE, client.hello().encode());
        assertFalse(client.subject().hasOutput() || client.subject().isFailed());
    }

    private static void assertWarning(ScriptedTls12Client client) throws TlsFault {
        assertArrayEquals(NO_RENEGOTIATION, client.open(client.takeRecord()));
        assertFalse(client.subject().hasOutput() || client.subject().isFailed());
    }
}
