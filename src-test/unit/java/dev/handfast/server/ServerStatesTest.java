package dev.handfast.server;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.States;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state of a server refuses every message that it does not wait for. */
class ServerStatesTest {
    private static final Map<String, States.Way> WAYS = Map.of(
            "WaitClientHello", ScriptedClient::new,
            "WaitRetriedClientHello", ServerStatesTest::retried,
            "Tls13WaitCertificate", ServerStatesTest::asked,
            "Tls13WaitCertificateVerify", ServerStatesTest::certified,
            "Tls13WaitFinished", () -> new ScriptedClient().protectedPart(),
            "Tls13Connected", () -> new ScriptedClient().handshake());

    @Test
    void otherMessagesAreUnexpected() throws Exception {
        States.assertRefusing(
                ServerState.class,
                WAYS,
                Map.of(
                        "WaitClientHello", Set.of("ClientHello"),
                        "WaitRetriedClientHello", Set.of("ClientHello"),
                        "Tls13WaitCertificate", Set.of("Certificate"),
                        "Tls13WaitCertificateVerify", Set.of("CertificateVerify"),
                        "Tls13WaitFinished", Set.of("Finished"),
                        "Tls13Connected", Set.of("KeyUpdate")));
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
