package dev.handfast.server;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.ResumingTls13Client;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.States;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state of a server refuses every message that it does not wait for. */
class ServerStatesTest {
    static final Map<String, States.Way> WAYS = Map.ofEntries(
            Map.entry("WaitClientHello", ScriptedClient::new),
            Map.entry("WaitRetriedClientHello", ServerStatesTest::retried),
            Map.entry("Tls13WaitEndOfEarlyData", () -> ResumingTls13Client.of().protectedPart()),
            Map.entry("Tls13WaitCertificate", ServerStatesTest::asked),
            Map.entry("Tls13WaitCertificateVerify", ServerStatesTest::certified),
            Map.entry("Tls13WaitFinished", () -> new ScriptedClient().protectedPart()),
            Map.entry("Tls13Connected", () -> new ScriptedClient().handshake()),
            Map.entry(
                    "Tls12WaitCertificate",
                    () -> tls12(ClientAuthentication.NEEDED).greeted()),
            Map.entry(
                    "Tls12WaitClientKeyExchange",
                    () -> tls12(ClientAuthentication.NONE).greeted()),
            Map.entry("Tls12WaitCertificateVerify", ServerStatesTest::unproved),
            Map.entry("Tls12WaitChangeCipherSpec", ServerStatesTest::exchanged),
            Map.entry("Tls12WaitFinished", ServerStatesTest::changed),
            Map.entry("Tls12Connected", () -> tls12(ClientAuthentication.NONE).handshake()));

    @Test
    void otherMessagesAreUnexpected() throws Exception {
        States.assertRefusing(
                ServerState.class,
                WAYS,
                Map.ofEntries(
                        Map.entry("WaitClientHello", Set.of("ClientHello")),
                        Map.entry("WaitRetriedClientHello", Set.of("ClientHello")),
                        Map.entry("Tls13WaitEndOfEarlyData", Set.of("EndOfEarlyData")),
                        Map.entry("Tls13WaitCertificate", Set.of("Certificate")),
                        Map.entry("Tls13WaitCertificateVerify", Set.of("CertificateVerify")),
                        Map.entry("Tls13WaitFinished", Set.of("Finished")),
                        Map.entry("Tls13Connected", Set.of("KeyUpdate")),
                        Map.entry("Tls12WaitCertificate", Set.of("Certificate")),
                        Map.entry("Tls12WaitClientKeyExchange", Set.of("ClientKeyExchange")),
                        Map.entry("Tls12WaitCertificateVerify", Set.of("CertificateVerify")),
                        Map.entry("Tls12WaitChangeCipherSpec", Set.of()),
                        Map.entry("Tls12WaitFinished", Set.of("Finished")),
                        Map.entry("Tls12Connected", Set.of("ClientHello"))));
    }

    @Test
    void changeCipherSpecIsUnexpectedBeforeItsKeysAreThere() throws Exception {
        States.assertRefusingChangeCipherSpec(WAYS);
    }

    private static ScriptedTls12Client tls12(ClientAuthentication authentication) {
        return new ScriptedTls12Client(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                ScriptedTls12Client.settings()
                        .clientAuthentication(authentication)
                        .build());
    }

    private static ScriptedTls12Client unproved() throws TlsFault {
        ScriptedTls12Client client = tls12(ClientAuthentication.NEEDED).greeted();
        client.say(client.certificate(Identities.EC_256));
        client.sayKeyExchange();
        return client;
    }

    private static ScriptedTls12Client exchanged() throws TlsFault {
        ScriptedTls12Client client = tls12(ClientAuthentication.NONE).greeted();
        client.sayKeyExchange();
        return client;
    }

    private static ScriptedTls12Client changed() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.sayChangeCipherSpec();
        return client;
    }

    private static ScriptedClient retried() throws TlsFault {
        var client = new ScriptedClient(
                ScriptedClient.settings().groups(List.of(NamedGroup.SECP384R1)).build());
        client.say(client.hello());
        client.hearRetry();
        return client;
    }

    private static ScriptedClient asked() throws TlsFault {
        return new ScriptedClient(ScriptedClient.settings()
                        .clientAuthentication(ClientAuthentication.NEEDED)
                        .build())
                .protectedPart();
    }

    private static ScriptedClient certified() throws TlsFault {
        ScriptedClient client = asked();
        client.say(client.certificate(Identities.EC_256));
        return client;
    }
}
