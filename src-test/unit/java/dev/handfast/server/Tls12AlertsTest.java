package dev.handfast.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What alerts of a client mean to a server of TLS 1.2, and how the two part (RFC 5246 §7.2). */
class Tls12AlertsTest {
    private static final int WARNING = 1;
    private static final int FATAL = 2;
    private static final CipherSuite SUITE = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;

    /** Where the server may be. */
    private enum Moment {
        GREETED {
            @Override
            ScriptedTls12Client client() throws TlsFault {
                return new ScriptedTls12Client(SUITE).greeted();
            }
        },
        EXCHANGED {
            @Override
            ScriptedTls12Client client() throws TlsFault {
                ScriptedTls12Client client = GREETED.client();
                client.sayKeyExchange();
                return client;
            }
        },
        KEYS_CHANGED {
            @Override
            ScriptedTls12Client client() throws TlsFault {
                ScriptedTls12Client client = EXCHANGED.client();
                client.sayChangeCipherSpec();
                return client;
            }
        },
        OPEN {
            @Override
            ScriptedTls12Client client() throws TlsFault {
                return new ScriptedTls12Client(SUITE).handshake();
            }
        };

        abstract ScriptedTls12Client client() throws TlsFault;
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aWarningMeansNothingButNotWithoutEnd(Moment moment) throws TlsFault {
        ScriptedTls12Client client = moment.client();
        for (int i = 0; i < 32; i++) {
            client.alert(WARNING, i % 2 == 0 ? Alert.NO_RENEGOTIATION : Alert.UNRECOGNIZED_NAME);
            client.subject().checkFault();
        }
        assertFalse(client.subject().hasOutput());
        client.alert(WARNING, Alert.NO_RENEGOTIATION);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void betweenDataWarningsAreNoFlood() throws TlsFault {
        ScriptedTls12Client client = Moment.OPEN.client();
        for (int i = 0; i < 100; i++) {
            client.alert(WARNING, Alert.USER_CANCELED);
            client.record(ContentType.APPLICATION_DATA, (byte) i);
        }
        assertEquals(100, client.dataReceived().length);
    }

    @Test
    void aHandshakeGoesOnAfterWarnings() throws TlsFault {
        ScriptedTls12Client client = Moment.GREETED.client();
        client.alert(WARNING, Alert.UNRECOGNIZED_NAME);
        client.complete();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aFatalAlertEndsTheConnectionInSilence(Moment moment) throws TlsFault {
        for (Alert alert : new Alert[] {Alert.HANDSHAKE_FAILURE, Alert.NO_RENEGOTIATION, new Alert(99)}) {
            ScriptedTls12Client client = moment.client();
            client.alert(FATAL, alert);
            PeerAlert received = assertThrows(PeerAlert.class, client.subject()::checkFault);
            assertEquals(alert, received.alert());
            client.assertDead();
        }
    }

    /** Before ServerHello nobody knows that it will be TLS 1.2. */
    @Test
    void aWarningBeforeTheHelloIsAnErrorButForTheName() throws TlsFault {
        var client = new ScriptedTls12Client(SUITE);
        client.alert(WARNING, Alert.NO_RENEGOTIATION);
        assertThrows(PeerAlert.class, client.subject()::checkFault);
        client.assertDead();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void anAlertHasTwoBytes(Moment moment) throws TlsFault {
        for (byte[] content : new byte[][] {{WARNING}, {WARNING, 90, WARNING, 90}, {FATAL, 40, 0}}) {
            ScriptedTls12Client client = moment.client();
            client.record(ContentType.ALERT, content);
            client.assertDies(Alert.DECODE_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void anEmptyAlertIsUnexpected(Moment moment) throws TlsFault {
        ScriptedTls12Client client = moment.client();
        client.record(ContentType.ALERT);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void noAlertComesBetweenThePartsOfAMessage(Moment moment) throws TlsFault {
        ScriptedTls12Client client = moment.client();
        client.record(ContentType.HANDSHAKE, (byte) 16, (byte) 0);
        client.alert(WARNING, Alert.UNRECOGNIZED_NAME);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    /** RFC 5246 §7.2.1: before the handshake is over this is no end but a truncation. */
    @ParameterizedTest
    @EnumSource(names = {"GREETED", "EXCHANGED", "KEYS_CHANGED"})
    void closeNotifyInTheHandshakeIsUnexpected(Moment moment) throws TlsFault {
        ScriptedTls12Client client = moment.client();
        client.alert(WARNING, Alert.CLOSE_NOTIFY);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whoCancelsMayClose(Moment moment) throws TlsFault {
        ScriptedTls12Client client = moment.client();
        client.alert(WARNING, Alert.USER_CANCELED);
        client.alert(WARNING, Alert.CLOSE_NOTIFY);
        assertTrue(client.subject().isPeerClosed());
        assertFalse(client.subject().isFailed());
    }

    @Test
    void whatComesAfterCloseNotifyIsIgnored() throws TlsFault {
        ScriptedTls12Client client = Moment.OPEN.client();
        client.alert(WARNING, Alert.CLOSE_NOTIFY);
        client.record(ContentType.APPLICATION_DATA, (byte) 1);
        client.record(ContentType.HANDSHAKE, client.hello().encode());
        client.alert(FATAL, Alert.INTERNAL_ERROR);
        client.raw(ScriptedPeer.changeCipherSpec());
        client.raw("HTTP/1.1 400 Bad Request".getBytes(US_ASCII));
        assertEquals(0, client.dataReceived().length);
        assertFalse(client.subject().isFailed() || client.subject().hasOutput());
        assertArrayEquals(new byte[] {1}, client.hearData((byte) 1));
        client.subject().closeOutbound();
        assertArrayEquals(new byte[] {WARNING, 0}, client.open(client.takeRecord()));
        assertFalse(client.subject().hasOutput() || client.subject().canWrite());
    }

    /** Whoever closes in the middle says so under the keys that it writes with, which are none before its Finished. */
    @ParameterizedTest
    @EnumSource(Moment.class)
    void weCloseWithCloseNotify(Moment moment) throws TlsFault {
        ScriptedTls12Client client = moment.client();
        client.subject().closeOutbound();
        if (moment != Moment.OPEN) {
            assertArrayEquals(new byte[] {WARNING, 90}, client.open(client.takeRecord()));
        }
        assertArrayEquals(new byte[] {WARNING, 0}, client.open(client.takeRecord()));
        assertFalse(client.subject().hasOutput() || client.subject().canWrite());
    }

    /** After our close_notify, the end of the handshake brings neither Finished nor ChangeCipherSpec out of us. */
    @Test
    void whoClosedSaysNothingMore() throws TlsFault {
        ScriptedTls12Client client = Moment.KEYS_CHANGED.client();
        client.subject().closeOutbound();
        Stream.of(client.takeRecord(), client.takeRecord())
                .forEach(said -> assertEquals(ContentType.ALERT.code(), said[0]));
        client.say(client.finished());
        assertFalse(client.subject().hasOutput()
                || client.subject().isFailed()
                || client.subject().canWrite());
    }
}
