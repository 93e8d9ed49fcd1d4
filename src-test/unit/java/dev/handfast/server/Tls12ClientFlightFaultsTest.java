package dev.handfast.server;

import static dev.handfast.handshake.Identities.EC_256;
import static dev.handfast.handshake.Identities.RSA;
import static dev.handfast.wire.Alert.BAD_CERTIFICATE;
import static dev.handfast.wire.Alert.BAD_RECORD_MAC;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.DECRYPT_ERROR;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;
import static dev.handfast.wire.Alert.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.Settings;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Finished;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second flight of a client of TLS 1.2 with one thing wrong, skipped, doubled or out of place (RFC 5246 §7.3, §7.4). */
class Tls12ClientFlightFaultsTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

    /** The client's second flight, and what comes after it, step by step. */
    private enum Part {
        CERTIFICATE {
            @Override
            void say(ScriptedTls12Client client, boolean keys) throws TlsFault {
                client.say(client.certificate(EC_256));
            }
        },
        KEY_EXCHANGE {
            @Override
            void say(ScriptedTls12Client client, boolean keys) throws TlsFault {
                if (keys) {
                    client.say(client.clientKeyExchange());
                } else {
                    client.sayKeyExchange();
                }
            }
        },
        CERTIFICATE_VERIFY {
            @Override
            void say(ScriptedTls12Client client, boolean keys) throws TlsFault {
                client.say(client.certificateVerify(EC_256));
            }
        },
        CHANGE_CIPHER_SPEC {
            @Override
            void say(ScriptedTls12Client client, boolean keys) throws TlsFault {
                client.record(ContentType.CHANGE_CIPHER_SPEC, (byte) 1);
                if (keys) {
                    client.sealNew();
                }
            }
        },
        FINISHED {
            @Override
            void say(ScriptedTls12Client client, boolean keys) throws TlsFault {
                client.say(keys ? client.finished() : new Finished(new byte[12]));
            }
        },
        DATA {
            @Override
            void say(ScriptedTls12Client client, boolean keys) throws TlsFault {
                client.record(ContentType.APPLICATION_DATA, (byte) 1);
            }
        };

        /** @param keys ClientKeyExchange was said, so both know the secret */
        abstract void say(ScriptedTls12Client client, boolean keys) throws TlsFault;
    }

    /** SMACK: whatever comes in the place of another ends the handshake, were it all that is missing. */
    @ParameterizedTest
    @EnumSource(ClientAuthentication.class)
    void nothingMayBeSkippedDoubledOrSwapped(ClientAuthentication asked) throws TlsFault {
        List<Part> order = asked == ClientAuthentication.NONE
                ? List.of(Part.KEY_EXCHANGE, Part.CHANGE_CIPHER_SPEC, Part.FINISHED, Part.DATA)
                : List.of(Part.values());
        for (int done = 0; done < order.size() - 1; done++) {
            for (Part wrong : Part.values()) {
                if (wrong == order.get(done)) {
                    continue;
                }
                ScriptedTls12Client client = greeted(asked);
                boolean keys = false;
                for (Part part : order.subList(0, done)) {
                    part.say(client, keys);
                    keys |= part == Part.KEY_EXCHANGE;
                }
                client.subject().checkFault();
                wrong.say(client, keys);
                assertTrue(client.subject().isFailed(), wrong + " after " + order.subList(0, done));
                client.assertDies(UNEXPECTED_MESSAGE);
                assertEquals(0, client.dataReceived().length);
            }
        }
    }

    @Test
    void aVerifyWithoutACertificateIsUnexpected() throws TlsFault {
        ScriptedTls12Client client = greeted(ClientAuthentication.WANTED);
        client.say(ScriptedPeer.message(11, new byte[3]));
        client.sayKeyExchange();
        client.say(client.certificateVerify(EC_256));
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    // ---- ChangeCipherSpec

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "02", "0101", "01010101"})
    void aChangeCipherSpecIsTheByteOne(String content) throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.raw(ScriptedPeer.plainRecord(20, HexFormat.of().parseHex(content)));
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void noChangeCipherSpecComesBetweenThePartsOfAMessage() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.record(ContentType.HANDSHAKE, (byte) 20, (byte) 0);
        client.sayChangeCipherSpec();
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void nothingOfFinishedComesBeforeTheKeyChange() throws TlsFault {
        ScriptedTls12Client client = greeted(ClientAuthentication.NONE);
        byte[] exchange = client.clientKeyExchange().encode();
        client.record(ContentType.HANDSHAKE, ScriptedPeer.join(exchange, new byte[] {20, 0, 0}));
        client.record(ContentType.CHANGE_CIPHER_SPEC, (byte) 1);
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    // ---- keys

    @Test
    void aRecordInTheClearAfterTheKeyChangeDoesNotAuthenticate() throws TlsFault {
        ScriptedTls12Client client = changed();
        client.sealInTheClear();
        client.say(client.finished());
        client.assertDies(BAD_RECORD_MAC);
    }

    @Test
    void anAlertInTheClearAfterTheKeyChangeIsUnexpected() throws TlsFault {
        ScriptedTls12Client client = changed();
        client.raw(ScriptedPeer.plainRecord(21, (byte) 1, (byte) 0));
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void aRecordThatIsChangedOrRepeatedDoesNotAuthenticate() throws TlsFault {
        for (int at : new int[] {5, 13, 20}) {
            ScriptedTls12Client client = changed();
            byte[] record = client.seal(ContentType.HANDSHAKE, client.finished().encode());
            record[at] ^= 1;
            client.raw(record);
            client.assertDies(BAD_RECORD_MAC);
        }
        ScriptedTls12Client open = new ScriptedTls12Client(SUITE).handshake();
        byte[] data = open.seal(ContentType.APPLICATION_DATA, (byte) 1);
        open.raw(ScriptedPeer.join(data, data));
        open.assertDies(BAD_RECORD_MAC);
        assertEquals(1, open.dataReceived().length);
    }

    @Test
    void aRecordOfAnotherTypeDoesNotAuthenticate() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(SUITE).handshake();
        byte[] data = client.seal(ContentType.APPLICATION_DATA, (byte) 1);
        data[0] = ContentType.HANDSHAKE.code();
        client.raw(data);
        client.assertDies(BAD_RECORD_MAC);
    }

    // ---- Finished

    @Test
    void aWrongFinishedIsADecryptError() throws TlsFault {
        for (int at = 0; at < 12; at++) {
            ScriptedTls12Client client = changed();
            byte[] verifyData = client.finished().verifyData();
            verifyData[at] ^= (byte) 0x80;
            client.say(new Finished(verifyData));
            client.assertDies(DECRYPT_ERROR);
        }
    }

    /** The two sides' labels differ: nobody can send ours back to us. */
    @Test
    void theServersFinishedIsNotTheClients() throws TlsFault {
        ScriptedTls12Client client = changed();
        client.say(client.finishedOfTheOther());
        client.assertDies(DECRYPT_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13, 32, 36})
    void aFinishedOfAnotherLengthIsADecodeError(int length) throws TlsFault {
        ScriptedTls12Client client = changed();
        client.say(new Finished(Arrays.copyOf(client.finished().verifyData(), length)));
        client.assertDies(DECODE_ERROR);
    }

    /** Somebody changed a message on the way: the two do not have the same transcript. */
    @Test
    void aFinishedOverAnotherHandshakeIsADecryptError() throws TlsFault {
        var client = new ScriptedTls12Client(SUITE);
        client.record(ContentType.HANDSHAKE, client.draft().append(0x3A3A).encode());
        client.hearFlight();
        client.sayKeyExchange();
        client.sayChangeCipherSpec();
        client.say(client.finished());
        // Without the first message both hash something else, so even the keys differ (RFC 7627).
        client.assertDies(BAD_RECORD_MAC);
    }

    // ---- certificates

    @Test
    void aSignatureOfAnotherKeyIsADecryptError() throws TlsFault {
        ScriptedTls12Client client = certified(EC_256);
        client.say(client.certificateVerify(Identities.stranger()));
        client.assertDies(DECRYPT_ERROR);
    }

    @Test
    void aSignatureOverLessIsADecryptError() throws TlsFault {
        ScriptedTls12Client client = greeted(ClientAuthentication.NEEDED);
        client.say(client.certificate(EC_256));
        CertificateVerify early = client.certificateVerify(EC_256);
        client.sayKeyExchange();
        client.say(early);
        client.assertDies(DECRYPT_ERROR);
    }

    @Test
    void aMalformedSignatureIsADecryptError() throws TlsFault {
        for (byte[] signature : new byte[][] {{}, {0x30}, new byte[70], new byte[5000]}) {
            ScriptedTls12Client client = certified(EC_256);
            client.say(new CertificateVerify(EC_256.scheme().code(), signature));
            client.assertDies(DECRYPT_ERROR);
        }
    }

    @Test
    void bytesBehindTheSignatureAreADecodeError() throws TlsFault {
        ScriptedTls12Client client = certified(EC_256);
        byte[] verify = client.certificateVerify(EC_256).encode();
        client.say(ScriptedPeer.message(15, Arrays.copyOfRange(verify, 4, verify.length + 1)));
        client.assertDies(DECODE_ERROR);
    }

    @Test
    void aSchemeOfAnotherKeyIsAnIllegalParameter() throws TlsFault {
        ScriptedTls12Client client = certified(RSA);
        client.say(client.certificateVerify(EC_256));
        client.assertDies(ILLEGAL_PARAMETER);
    }

    @Test
    void aSchemeThatWasNotOfferedIsAnIllegalParameter() throws TlsFault {
        Settings narrow = settings(ClientAuthentication.NEEDED)
                .signatureSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256))
                .build();
        for (SignatureScheme scheme : List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA384)) {
            ScriptedTls12Client client = new ScriptedTls12Client(SUITE, narrow).greeted();
            client.say(client.certificate(RSA));
            client.sayKeyExchange();
            client.say(client.certificateVerify(Identities.signingWith(RSA, scheme, RSA)));
            client.assertDies(ILLEGAL_PARAMETER);
        }
    }

    @Test
    void aSchemeThatNobodyKnowsIsAnIllegalParameter() throws TlsFault {
        for (int scheme : new int[] {0x0201, 0x0203, 0x0101, 0x3A3A}) {
            ScriptedTls12Client client = certified(RSA);
            client.say(new CertificateVerify(scheme, new byte[256]));
            client.assertDies(ILLEGAL_PARAMETER);
        }
    }

    @Test
    void bytesThatAreNoCertificateAreABadCertificate() throws TlsFault {
        ScriptedTls12Client client = greeted(ClientAuthentication.WANTED);
        client.say(ScriptedPeer.message(11, new byte[] {0, 0, 4, 0, 0, 1, 7}));
        client.sayKeyExchange();
        client.say(new CertificateVerify(0x0403, new byte[70]));
        client.assertDies(BAD_CERTIFICATE);
    }

    @Test
    void anUntrustedChainHasTheAlertOfTheTrust() throws TlsFault {
        for (Alert alert : List.of(Alert.UNKNOWN_CA, Alert.CERTIFICATE_EXPIRED, Alert.CERTIFICATE_REVOKED)) {
            var client = new ScriptedTls12Client(
                    SUITE,
                    settings(ClientAuthentication.NEEDED)
                            .trust((soFar, authType) -> {
                                throw new TlsFault(alert, "not " + authType);
                            })
                            .build());
            client.greeted();
            client.say(client.certificate(RSA));
            client.sayKeyExchange();
            client.say(client.certificateVerify(RSA));
            assertFalse(client.subject().isOpen());
            client.assertDies(alert);
        }
    }

    private static ScriptedTls12Client greeted(ClientAuthentication asked) throws TlsFault {
        return new ScriptedTls12Client(SUITE, settings(asked).build()).greeted();
    }

    private static ScriptedTls12Client certified(Identity identity) throws TlsFault {
        ScriptedTls12Client client = greeted(ClientAuthentication.NEEDED);
        client.say(client.certificate(identity));
        client.sayKeyExchange();
        return client;
    }

    private static ScriptedTls12Client exchanged() throws TlsFault {
        ScriptedTls12Client client = greeted(ClientAuthentication.NONE);
        client.sayKeyExchange();
        return client;
    }

    private static ScriptedTls12Client changed() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.sayChangeCipherSpec();
        return client;
    }

    private static Settings.Builder settings(ClientAuthentication asked) {
        return ScriptedTls12Client.settings().clientAuthentication(asked);
    }
}
