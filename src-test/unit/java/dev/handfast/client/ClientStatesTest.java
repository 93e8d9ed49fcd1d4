package dev.handfast.client;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.RememberedSessions;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.States;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state of a client refuses every message that it does not wait for. */
class ClientStatesTest {
    static final Map<String, States.Way> WAYS = Map.ofEntries(
            Map.entry("WaitServerHello", ClientStatesTest::started),
            Map.entry("Tls13WaitEncryptedExtensions", () -> new ScriptedServer().protectedPart()),
            Map.entry("Tls13WaitCertificateOrRequest", ClientStatesTest::extended),
            Map.entry("Tls13WaitCertificate", ClientStatesTest::requested),
            Map.entry("Tls13WaitCertificateVerify", ClientStatesTest::certified),
            Map.entry("Tls13WaitFinished", () -> new ScriptedServer().authenticated()),
            Map.entry("Tls13Connected", () -> new ScriptedServer().handshake()),
            Map.entry("Tls12WaitCertificate", () -> tls12Hello(tls12(), false)),
            Map.entry("Tls12WaitCertificateStatus", ClientStatesTest::statusAnnounced),
            Map.entry("Tls12WaitServerKeyExchange", () -> tls12().certified()),
            Map.entry("Tls12WaitCertificateRequest", ClientStatesTest::exchanged),
            Map.entry("Tls12WaitServerHelloDone", ClientStatesTest::tls12Requested),
            Map.entry("Tls12WaitSessionTicket", ClientStatesTest::ticketAnnounced),
            Map.entry("Tls12WaitChangeCipherSpec", ClientStatesTest::answered),
            Map.entry("Tls12WaitFinished", ClientStatesTest::changed),
            Map.entry("Tls12Connected", () -> tls12().handshake()));

    @Test
    void otherMessagesAreUnexpected() throws Exception {
        States.assertRefusing(
                ClientState.class,
                WAYS,
                Map.ofEntries(
                        Map.entry("WaitServerHello", Set.of("ServerHello", "HelloRetryRequest")),
                        Map.entry("Tls13WaitEncryptedExtensions", Set.of("EncryptedExtensions")),
                        Map.entry("Tls13WaitCertificateOrRequest", Set.of("Certificate", "CertificateRequest")),
                        Map.entry("Tls13WaitCertificate", Set.of("Certificate")),
                        Map.entry("Tls13WaitCertificateVerify", Set.of("CertificateVerify")),
                        Map.entry("Tls13WaitFinished", Set.of("Finished")),
                        Map.entry("Tls13Connected", Set.of("KeyUpdate", "NewSessionTicket")),
                        Map.entry("Tls12WaitCertificate", Set.of("Certificate", "HelloRequest")),
                        Map.entry(
                                "Tls12WaitCertificateStatus",
                                Set.of("CertificateStatus", "ServerKeyExchange", "HelloRequest")),
                        Map.entry("Tls12WaitServerKeyExchange", Set.of("ServerKeyExchange", "HelloRequest")),
                        Map.entry(
                                "Tls12WaitCertificateRequest",
                                Set.of("CertificateRequest", "ServerHelloDone", "HelloRequest")),
                        Map.entry("Tls12WaitServerHelloDone", Set.of("ServerHelloDone", "HelloRequest")),
                        Map.entry("Tls12WaitSessionTicket", Set.of("NewSessionTicket", "HelloRequest")),
                        Map.entry("Tls12WaitChangeCipherSpec", Set.of("HelloRequest")),
                        Map.entry("Tls12WaitFinished", Set.of("Finished", "HelloRequest")),
                        Map.entry("Tls12Connected", Set.of("HelloRequest"))));
    }

    @Test
    void changeCipherSpecIsUnexpectedBeforeItsKeysAreThere() throws Exception {
        States.assertRefusingChangeCipherSpec(WAYS);
    }

    private static ScriptedTls12Server tls12() {
        return new ScriptedTls12Server(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    }

    private static ScriptedTls12Server tls12Hello(ScriptedTls12Server server, boolean withStatus) throws TlsFault {
        server.hearHello();
        server.sayHello((withStatus ? server.draft().append(Draft.STATUS_REQUEST) : server.draft()).encode());
        return server;
    }

    private static ScriptedTls12Server statusAnnounced() throws TlsFault {
        var server = new ScriptedTls12Server(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                ScriptedTls12Client.settings().requestStatus(true).build());
        tls12Hello(server, true);
        server.say(server.certificate(server.identity()));
        return server;
    }

    private static ScriptedTls12Server exchanged() throws TlsFault {
        ScriptedTls12Server server = tls12().certified();
        server.say(server.keyExchange(server.identity()));
        return server;
    }

    private static ScriptedTls12Server tls12Requested() throws TlsFault {
        ScriptedTls12Server server = exchanged();
        server.say(server.certificateRequest());
        return server;
    }

    private static ScriptedTls12Server answered() throws TlsFault {
        ScriptedTls12Server server = tls12().greeted();
        server.hearFlight();
        return server;
    }

    private static ScriptedTls12Server ticketAnnounced() throws TlsFault {
        var server = new ScriptedTls12Server(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                ScriptedTls12Client.settings()
                        .sessions(new RememberedSessions())
                        .build());
        server.hearHello();
        server.sayHello(server.draft().append(Draft.SESSION_TICKET).encode());
        server.finishGreeting();
        server.hearFlight();
        return server;
    }

    private static ScriptedTls12Server changed() throws TlsFault {
        ScriptedTls12Server server = answered();
        server.sayChangeCipherSpec();
        return server;
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
