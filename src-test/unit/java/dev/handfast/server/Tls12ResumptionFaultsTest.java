package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.ResumingTls12Client;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.Secrets;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server holds a TLS 1.2 client to the session that it offers (RFC 5246 §7.3, RFC 5077, RFC 7627 §5.3). */
class Tls12ResumptionFaultsTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;

    private interface Saying {
        void by(ResumingTls12Client client) throws TlsFault;
    }

    /** A client that says this behind the server's Finished; nothing of the session is left then. */
    private static void assertRefused(Alert alert, Saying saying) throws Exception {
        ResumingTls12Client client = ResumingTls12Client.of(GCM).resumed();
        client.hearFinished();
        saying.by(client);
        client.assertDies(alert);
        assertEquals(0, Secrets.of(client.subject()).size());
    }

    /** RFC 5246 §7.4.1.2. */
    @Test
    void aSessionWithoutItsSuiteIsRefused() throws Exception {
        ResumingTls12Client client = ResumingTls12Client.of(CBC);
        client.say(client.draft(ResumingTls12Client.ticket(ResumingTls12Client.session(GCM, true)))
                .encode());
        client.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    /** RFC 7627 §5.3. */
    @Test
    void aSessionWithoutItsExtendedMasterSecretIsRefused() throws Exception {
        ResumingTls12Client client = ResumingTls12Client.of(GCM);
        client.say(client.draft(ResumingTls12Client.ticket(ResumingTls12Client.session(GCM, true)))
                .without(Draft.EXTENDED_MASTER_SECRET)
                .encode());
        client.assertDies(Alert.HANDSHAKE_FAILURE);
    }

    private static Stream<Saying> wrong() {
        return Stream.of(
                client -> client.say(ScriptedPeer.message(16, new byte[33])),
                client -> client.say(client.certificate(Identities.EC_256)),
                client -> client.say(client.finished()),
                client -> client.say(client.hello()));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothingComesBeforeItsChangeCipherSpec(Saying saying) throws Exception {
        assertRefused(Alert.UNEXPECTED_MESSAGE, saying);
    }

    @Test
    void changeCipherSpecComesOnce() throws Exception {
        assertRefused(Alert.UNEXPECTED_MESSAGE, client -> {
            client.sayChangeCipherSpec();
            client.raw(ScriptedPeer.changeCipherSpec());
        });
    }

    @Test
    void aFinishedThatIsWrongIsRefused() throws Exception {
        assertRefused(Alert.DECRYPT_ERROR, client -> {
            client.sayChangeCipherSpec();
            client.say(client.finishedOfTheOther());
        });
    }

    /** Who has stolen a ticket has not got its secret. */
    @Test
    void aClientWithAnotherSecretIsRefused() throws Exception {
        assertRefused(Alert.BAD_RECORD_MAC, client -> {
            client.resume(new byte[48]);
            client.sayChangeCipherSpec();
            client.say(client.finished());
        });
    }
}
