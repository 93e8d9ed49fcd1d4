package dev.handfast.client;

import static dev.handfast.handshake.Draft.ALPN;
import static dev.handfast.handshake.Draft.GREASE;
import static dev.handfast.handshake.Draft.SIGNATURE_ALGORITHMS;
import static dev.handfast.handshake.Identities.EC_256;
import static dev.handfast.handshake.Identities.EC_384;
import static dev.handfast.handshake.Identities.RSA;
import static dev.handfast.handshake.Identities.RSA_PSS;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.DECRYPT_ERROR;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;
import static dev.handfast.wire.Alert.MISSING_EXTENSION;
import static dev.handfast.wire.Alert.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Wrong;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Finished;
import dev.handfast.wire.Alert;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From EncryptedExtensions to Finished, with one thing wrong: the client says which alert, under its handshake keys. */
class ServerFlightFaultsTest {
    private static Stream<Wrong> encryptedExtensions() {
        return Stream.of(
                wrong("an unknown extension", answer -> answer.append(GREASE), UNSUPPORTED_EXTENSION),
                wrong("ALPN not offered", answer -> answer.append(ALPN, 0, 3, 2, 'h', '2'), UNSUPPORTED_EXTENSION),
                wrong("server_name not offered", answer -> answer.append(Draft.SERVER_NAME), UNSUPPORTED_EXTENSION),
                wrong("early_data not offered", answer -> answer.append(Draft.EARLY_DATA), UNSUPPORTED_EXTENSION),
                wrong("key_share", answer -> answer.append(Draft.KEY_SHARE, 0, 29), ILLEGAL_PARAMETER),
                wrong("supported_versions", answer -> answer.append(Draft.SUPPORTED_VERSIONS, 3, 4), ILLEGAL_PARAMETER),
                wrong("extended_master_secret", answer -> answer.append(23), ILLEGAL_PARAMETER),
                wrong("ec_point_formats", answer -> answer.append(11, 1, 0), ILLEGAL_PARAMETER),
                wrong("session_ticket", answer -> answer.append(35), ILLEGAL_PARAMETER),
                wrong("renegotiation_info", answer -> answer.append(0xFF01, 0), ILLEGAL_PARAMETER),
                wrong("groups that end early", answer -> answer.append(10, 0, 4, 0, 29), DECODE_ERROR),
                wrong("a byte too many", answer -> answer.fields(old -> new byte[1]), DECODE_ERROR));
    }

    private static Stream<Wrong> certificateRequests() {
        return Stream.of(
                wrong("a context", request -> request.fields(old -> Draft.bytes(1, 7)), ILLEGAL_PARAMETER),
                wrong("no schemes", request -> request.without(SIGNATURE_ALGORITHMS), MISSING_EXTENSION),
                wrong("an empty list of schemes", request -> request.with(SIGNATURE_ALGORITHMS, 0, 0), DECODE_ERROR),
                wrong("ALPN", request -> request.append(ALPN, 0, 3, 2, 'h', '2'), ILLEGAL_PARAMETER),
                wrong("authorities that are no DER", request -> request.append(47, 0, 3, 0, 1, 9), DECODE_ERROR));
    }

    private static Stream<Identity> misfits() {
        return Stream.of(
                Identities.signingWith(EC_384, SignatureScheme.ECDSA_SECP256R1_SHA256, EC_256),
                Identities.signingWith(EC_256, SignatureScheme.ECDSA_SECP384R1_SHA384, EC_384),
                Identities.signingWith(EC_256, SignatureScheme.ED25519, Identities.ED25519),
                Identities.signingWith(RSA, SignatureScheme.RSA_PSS_PSS_SHA256, RSA_PSS),
                Identities.signingWith(RSA_PSS, SignatureScheme.RSA_PSS_RSAE_SHA256, RSA),
                Identities.signingWith(RSA, SignatureScheme.RSA_PKCS1_SHA256, RSA));
    }

    @ParameterizedTest
    @MethodSource("encryptedExtensions")
    void wrongEncryptedExtensions(Wrong wrong) throws TlsFault {
        ScriptedServer server = new ScriptedServer().protectedPart();
        server.say(wrong.change().apply(Draft.of(server.encryptedExtensions())).encode());
        server.assertDies(wrong.alert());
    }

    @ParameterizedTest
    @MethodSource("certificateRequests")
    void aWrongCertificateRequest(Wrong wrong) throws TlsFault {
        ScriptedServer server = extended();
        server.say(wrong.change().apply(Draft.of(server.certificateRequest())).encode());
        server.assertDies(wrong.alert());
    }

    @Test
    void unknownExtensionsOfACertificateRequestAreIgnored() throws TlsFault {
        ScriptedServer server = extended().asking();
        server.say(Draft.of(server.certificateRequest()).append(GREASE, 1).encode());
        server.say(server.certificate(EC_256));
        server.say(server.certificateVerify(EC_256));
        server.finish();
        server.hearFinish();
        assertTrue(server.subject().isOpen());
    }

    @Test
    void anAnsweredProtocolIsOneOfThoseOffered() throws TlsFault {
        ScriptedServer good = answering(0, 3, 2, 'h', '2');
        assertEquals("h2", good.subject().negotiated().applicationProtocol());
        answering(0, 3, 2, 'h', '3').assertDies(ILLEGAL_PARAMETER);
        answering(0, 6, 2, 'h', '2', 2, 'h', '2').assertDies(ILLEGAL_PARAMETER);
        answering(0, 0).assertDies(DECODE_ERROR);
    }

    @Test
    void aCertificateMessageWithoutCertificateIsADecodeError() throws TlsFault {
        assertCertificateDies(DECODE_ERROR, 0, 0, 0, 0);
    }

    @Test
    void aCertificateWithAContextIsIllegal() throws TlsFault {
        assertCertificateDies(ILLEGAL_PARAMETER, 1, 7, 0, 0, 6, 0, 0, 1, 9, 0, 0);
    }

    @Test
    void aCertificateWithoutBytesIsADecodeError() throws TlsFault {
        assertCertificateDies(DECODE_ERROR, 0, 0, 0, 5, 0, 0, 0, 0, 0);
    }

    @Test
    void anExtensionOfACertificateThatWasNotOfferedIsUnsupported() throws TlsFault {
        assertCertificateDies(UNSUPPORTED_EXTENSION, 0, 0, 0, 10, 0, 0, 1, 9, 0, 4, 0x3A, 0x3A, 0, 0);
    }

    @Test
    void aStapledResponseThatWasNotAskedForIsUnsupported() throws TlsFault {
        assertCertificateDies(UNSUPPORTED_EXTENSION, 0, 0, 0, 15, 0, 0, 1, 9, 0, 9, 0, 5, 0, 5, 1, 0, 0, 1, 9);
    }

    @Test
    void bytesThatAreNoCertificateAreABadCertificate() throws TlsFault {
        ScriptedServer server = extended();
        server.say(ScriptedPeer.message(11, Draft.bytes(0, 0, 0, 6, 0, 0, 1, 9, 0, 0)));
        server.say(new CertificateVerify(0x0403, new byte[70]));
        server.assertDies(Alert.BAD_CERTIFICATE);
    }

    @Test
    void aSignatureOfAnotherKeyIsADecryptError() throws TlsFault {
        ScriptedServer server = certified(EC_256);
        server.say(server.certificateVerify(Identities.stranger()));
        server.assertDies(DECRYPT_ERROR);
    }

    @Test
    void aSignatureOverAnotherTranscriptIsADecryptError() throws TlsFault {
        ScriptedServer server = extended();
        CertificateVerify early = server.certificateVerify(EC_256);
        server.say(server.certificate(EC_256));
        server.say(early);
        server.assertDies(DECRYPT_ERROR);
    }

    @Test
    void aMalformedSignatureIsADecryptError() throws TlsFault {
        for (Identity identity : Identities.ALL) {
            for (int length : new int[] {0, 1, 64, 256, 300}) {
                ScriptedServer server = certified(identity);
                server.say(new CertificateVerify(identity.scheme().code(), new byte[length]));
                server.assertDies(DECRYPT_ERROR);
            }
        }
    }

    @Test
    void oneWrongBitOfASignatureIsADecryptError() throws TlsFault {
        for (Identity identity : Identities.ALL) {
            ScriptedServer server = certified(identity);
            byte[] signature = server.certificateVerify(identity).signature();
            signature[signature.length / 2] ^= 4;
            server.say(new CertificateVerify(identity.scheme().code(), signature));
            server.assertDies(DECRYPT_ERROR);
        }
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aSchemeThatDoesNotFitTheKeyOrWasNotOfferedIsIllegal(Identity misfit) throws TlsFault {
        ScriptedServer server = certified(misfit);
        server.say(server.certificateVerify(misfit));
        server.assertDies(ILLEGAL_PARAMETER);
    }

    @Test
    void aByteBehindTheSignatureIsADecodeError() throws TlsFault {
        ScriptedServer server = certified(EC_256);
        byte[] verify = server.certificateVerify(EC_256).encode();
        server.say(ScriptedPeer.message(15, Arrays.copyOfRange(verify, 4, verify.length + 1)));
        server.assertDies(DECODE_ERROR);
    }

    @Test
    void aChainThatIsNotTrustedHasTheAlertOfTheTrust() throws TlsFault {
        Settings strict = ScriptedServer.settings()
                .trust((soFar, authType) -> {
                    throw new TlsFault(Alert.CERTIFICATE_EXPIRED, "too old for " + authType);
                })
                .build();
        new ScriptedServer(strict).authenticated().assertDies(Alert.CERTIFICATE_EXPIRED);
        new ScriptedServer(Settings.builder().build()).authenticated().assertDies(Alert.UNKNOWN_CA);
    }

    @Test
    void aWrongFinishedIsADecryptError() throws TlsFault {
        ScriptedServer server = new ScriptedServer().authenticated();
        byte[] verifyData = server.finished().verifyData();
        verifyData[0] ^= 1;
        server.say(new Finished(verifyData));
        server.assertDies(DECRYPT_ERROR);
    }

    @Test
    void aFinishedOfAnotherLengthIsADecodeError() throws TlsFault {
        for (int length : new int[] {0, 31, 33}) {
            ScriptedServer server = new ScriptedServer().authenticated();
            server.say(new Finished(new byte[length]));
            server.assertDies(DECODE_ERROR);
        }
    }

    private static ScriptedServer extended() throws TlsFault {
        ScriptedServer server = new ScriptedServer().protectedPart();
        server.say(server.encryptedExtensions());
        return server;
    }

    private static ScriptedServer certified(Identity identity) throws TlsFault {
        ScriptedServer server = extended();
        server.say(server.certificate(identity));
        return server;
    }

    private static ScriptedServer answering(int... protocol) throws TlsFault {
        var server = new ScriptedServer(
                ScriptedServer.settings().applicationProtocols(List.of("h2")).build());
        server.protectedPart();
        server.say(Draft.of(server.encryptedExtensions()).append(ALPN, protocol).encode());
        return server;
    }

    private static void assertCertificateDies(Alert alert, int... body) throws TlsFault {
        ScriptedServer server = extended();
        server.say(ScriptedPeer.message(11, Draft.bytes(body)));
        server.assertDies(alert);
    }

    private static Wrong wrong(String what, UnaryOperator<Draft> change, Alert alert) {
        return new Wrong(what, change, alert);
    }
}
