package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client resumes with our server in TLS 1.3 (RFC 9846 §2.2). */
class Tls13ResumptionTest extends ResumptionTest {
    private final Tickets tickets = tickets(HOUR, 2);

    @Override
    Settings.Builder client() {
        return remembering(ScriptedServer.settings());
    }

    @Override
    Settings.Builder server() {
        return ScriptedClient.settings().tickets(tickets).clock(now::get);
    }

    @AfterEach
    void sessionsAreOfferedOnce() {
        assertEquals(List.of(), store.discarded());
    }

    @Test
    void aTicketSparesTheCertificate() throws TlsFault {
        TwoConnections first = connect(client(), server(), true);
        assertEquals(2, store.kept().size());
        TwoConnections second = connect(client(), server(), false);
        assertEquals(
                first.client().negotiated().peerChain(),
                second.client().negotiated().peerChain());
        assertEquals(NamedGroup.X25519, second.server().negotiated().group()); // psk_dhe_ke: a key exchange there is
        assertEquals(3, store.kept().size(), "one was used, two came");
        connect(client(), server(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void eachSuiteResumes(String suite) throws TlsFault {
        List<CipherSuite> one = List.of(CipherSuite.valueOf(suite));
        connect(client().suites(one), server(), true);
        connect(client().suites(one), server(), false);
    }

    @Test
    void aHelloRetryRequestComesBetween() throws TlsFault {
        connect(client(), server(), true);
        List<NamedGroup> other = List.of(NamedGroup.SECP384R1);
        connect(client(), server().groups(other), false);
        assertTrue(heard.contains("HelloRetryRequest"), heard.toString());
    }

    @Test
    void aRetryWithAnotherHashDropsTheSession() throws TlsFault {
        connect(client().suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)), server(), true);
        List<NamedGroup> other = List.of(NamedGroup.SECP384R1);
        List<CipherSuite> sha384 = List.of(CipherSuite.TLS_AES_256_GCM_SHA384);
        connect(client(), server().groups(other).suites(sha384), true);
    }

    @Test
    void theClientStaysWhoItWas() throws TlsFault {
        TwoConnections first = connect(client(), server().clientAuthentication(ClientAuthentication.NEEDED), true);
        TwoConnections second = connect(client(), server().clientAuthentication(ClientAuthentication.NEEDED), false);
        assertEquals(
                first.server().negotiated().peerChain().subList(0, 1),
                second.server().negotiated().peerChain());
        assertFalse(heard.contains("CertificateRequest"));
    }

    static Stream<Change> changes() {
        List<CipherSuite> sha384 = List.of(CipherSuite.TLS_AES_256_GCM_SHA384);
        return Stream.of(
                Change.atClient("no suite of its hash", client -> client.suites(sha384)),
                Change.atServer("the server chooses another hash", server -> server.suites(sha384)));
    }

    @Test
    void ticketsOfAnotherServerAreIgnored() throws TlsFault {
        connect(client(), server().tickets(tickets(HOUR, 2)), true);
        connect(client(), server().tickets(tickets(HOUR, 2)), true);
    }

    @Test
    void aBinderUnderAnotherKeyIsRefused() throws TlsFault {
        connect(client(), server(), true);
        ResumableSession stolen = store.take().orElseThrow();
        byte[] wrong = stolen.secret().bytes().clone();
        wrong[0] ^= 1;
        store.keep(SessionDraft.of(stolen).secret(new Secret(wrong)).session());
        TlsFault fault = assertThrows(TlsFault.class, () -> connect(client(), server(), false));
        assertEquals(Alert.DECRYPT_ERROR, fault.alert());
    }

    @Test
    void aClientThatDoesNotResumeGetsNoTickets() throws TlsFault {
        Settings.Builder forgetful = client().sessions(SessionStore.NONE);
        connect(forgetful, server().tickets(tickets(HOUR, 2)), true);
        assertFalse(heard.contains("NewSessionTicket"), heard.toString());
    }

    @Test
    void aKeyThatSealsNoLongerStillOpens() throws TlsFault {
        connect(client(), server(), true);
        now.updateAndGet(then -> then.plus(HOUR.minusSeconds(1)));
        connect(client(), server(), false);
        now.updateAndGet(then -> then.plus(HOUR.minusSeconds(1)));
        connect(client(), server(), false);
    }
}
