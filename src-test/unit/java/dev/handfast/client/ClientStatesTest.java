package dev.handfast.client;

import dev.handfast.handshake.Identities;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.States;
import dev.handfast.wire.TlsFault;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state of a client refuses every message that it does not wait for. */
class ClientStatesTest {
    private static final Map<String, States.Way> WAYS = Map.of(
            "WaitServerHello", ClientStatesTest::started,
            "Tls13WaitEncryptedExtensions", () -> new ScriptedServer().protectedPart(),
            "Tls13WaitCertificateOrRequest", ClientStatesTest::extended,
            "Tls13WaitCertificate", ClientStatesTest::requested,
            "Tls13WaitCertificateVerify", ClientStatesTest::certified,
            "Tls13WaitFinished", () -> new ScriptedServer().authenticated(),
            "Tls13Connected", () -> new ScriptedServer().handshake());

    @Test
    void otherMessagesAreUnexpected() throws Exception {
        States.assertRefusing(
                ClientState.class,
                WAYS,
                Map.of(
                        "WaitServerHello", Set.of("ServerHello", "HelloRetryRequest"),
                        "Tls13WaitEncryptedExtensions", Set.of("EncryptedExtensions"),
                        "Tls13WaitCertificateOrRequest", Set.of("Certificate", "CertificateRequest"),
                        "Tls13WaitCertificate", Set.of("Certificate"),
                        "Tls13WaitCertificateVerify", Set.of("CertificateVerify"),
                        "Tls13WaitFinished", Set.of("Finished"),
                        "Tls13Connected", Set.of("KeyUpdate", "NewSessionTicket")));
    }

    private static ScriptedServer started() throws TlsFault {
        var server = new ScriptedServer();
        server.hearHello();
        return server;
    }

    private static ScriptedServer extended() throws TlsFault {
        ScriptedServer server = new ScriptedServer().protectedPart();
        server.say(server.encryptedExtensions());
        return server;
    }

    private static ScriptedServer requested() throws TlsFault {
        ScriptedServer server = extended();
        server.say(server.certificateRequest());
        return server;
    }

    private static ScriptedServer certified() throws TlsFault {
        ScriptedServer server = extended();
        server.say(server.certificate(Identities.EC_256));
        return server;
    }
}
