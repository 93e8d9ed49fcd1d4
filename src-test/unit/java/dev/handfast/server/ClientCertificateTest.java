package dev.handfast.server;

import static dev.handfast.handshake.Identities.EC_256;
import static dev.handfast.handshake.Identities.EC_384;
import static dev.handfast.handshake.Identities.RSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Finished;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client proves, or fails to prove, to a server that asks (RFC 9846 §4.5). */
class ClientCertificateTest {

    @Test
    void noneWhereOneIsNeededIsCertificateRequired() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NEEDED);
        client.show(Optional.empty());
        client.assertDies(Alert.CERTIFICATE_REQUIRED);
    }

    @Test
    void noneWhereOneIsWantedWillDo() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.WANTED);
        client.show(Optional.empty());
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(List.of(), client.subject().negotiated().peerChain());
    }

    @Test
    void aFinishedInsteadIsUnexpected() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.WANTED);
        client.finish();
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aFinishedInsteadOfTheProofIsUnexpected() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NEEDED);
        client.say(client.certificate(EC_256));
        client.finish();
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aCertificateThatNobodyAskedForIsUnexpected() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NONE);
        client.say(client.certificate(EC_256));
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void anotherContextIsAnIllegalParameter() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.WANTED);
        client.say(ScriptedPeer.message(11, new byte[] {1, 9, 0, 0, 0}));
        client.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void anExtensionThatWasNotAskedForIsUnsupported() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.WANTED);
        client.say(ScriptedPeer.message(11, new byte[] {0, 0, 0, 10, 0, 0, 1, 7, 0, 4, 0x3A, 0x3A, 0, 0}));
        client.assertDies(Alert.UNSUPPORTED_EXTENSION);
    }

    @Test
    void bytesThatAreNoCertificateAreABadCertificate() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.WANTED);
        client.say(ScriptedPeer.message(11, new byte[] {0, 0, 0, 6, 0, 0, 1, 7, 0, 0}));
        client.say(new CertificateVerify(0x0403, new byte[70]));
        client.assertDies(Alert.BAD_CERTIFICATE);
    }

    @Test
    void aSignatureOfAnotherKeyIsADecryptError() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NEEDED);
        client.say(client.certificate(EC_256));
        client.say(client.certificateVerify(Identities.stranger()));
        client.assertDies(Alert.DECRYPT_ERROR);
    }

    @Test
    void aSignatureOverAnotherTranscriptIsADecryptError() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NEEDED);
        CertificateVerify early = client.certificateVerify(EC_256);
        client.say(client.certificate(EC_256));
        client.say(early);
        client.assertDies(Alert.DECRYPT_ERROR);
    }

    @Test
    void aSchemeOfAnotherKeyIsAnIllegalParameter() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NEEDED);
        client.say(client.certificate(EC_384));
        client.say(client.certificateVerify(EC_256));
        client.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void anUntrustedChainHasTheAlertOfTheTrust() throws TlsFault {
        for (Alert alert : List.of(Alert.UNKNOWN_CA, Alert.CERTIFICATE_EXPIRED, Alert.CERTIFICATE_REVOKED)) {
            var client = new ScriptedClient(ScriptedClient.settings()
                    .clientAuthentication(ClientAuthentication.NEEDED)
                    .trust((soFar, authType) -> {
                        throw new TlsFault(alert, "not " + authType);
                    })
                    .build());
            client.protectedPart();
            client.show(Optional.of(RSA));
            client.assertDies(alert);
        }
    }

    @Test
    void aWrongFinishedIsADecryptError() throws TlsFault {
        ScriptedClient client = client(ClientAuthentication.NONE);
        byte[] verifyData = client.finished().verifyData();
        verifyData[31] ^= 1;
        client.say(new Finished(verifyData));
        client.assertDies(Alert.DECRYPT_ERROR);
    }

    @Test
    void aFinishedOfAnotherLengthIsADecodeError() throws TlsFault {
        for (int length : new int[] {0, 31, 33}) {
            ScriptedClient client = client(ClientAuthentication.NONE);
            client.say(new Finished(new byte[length]));
            client.assertDies(Alert.DECODE_ERROR);
        }
    }

    private static ScriptedClient client(ClientAuthentication authentication) throws TlsFault {
        return new ScriptedClient(ScriptedClient.settings()
                        .clientAuthentication(authentication)
                        .build())
                .protectedPart();
    }
}
