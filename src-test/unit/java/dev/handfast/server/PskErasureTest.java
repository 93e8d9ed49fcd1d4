package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.ExternalPsks;
import dev.handfast.handshake.PreSharedKey;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls13Client;
import dev.handfast.handshake.SessionDraft;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.WatchedTickets;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A server that looks at the pre-shared keys of a ClientHello holds them no longer than it needs them (RFC 9846 §4.3.11). */
class PskErasureTest {
    private static final byte[] ONE = {1};
    private static final byte[] OTHER = {2};

    /** What the server has looked at, in order. */
    private final List<PreSharedKey> seen = new ArrayList<>();

    /** Knows whoever has a name of one byte. */
    private ExternalPsks known(Hash hash) {
        return new ExternalPsks() {
            @Override
            public boolean isUsed() {
                return true;
            }

            @Override
            public List<ExternalPsk> offered(Set<Hash> hashes) {
                return List.of();
            }

            @Override
            public Optional<ExternalPsk> find(byte[] identity) {
                if (identity.length > 1) {
                    return Optional.empty();
                }
                var key = new ExternalPsk(
                        identity, hash, new Secret(ResumingTls13Client.PSK.clone()), PskBinder.EXTERNAL);
                seen.add(key);
                return Optional.of(key);
            }
        };
    }

    private ResumingTls13Client client(Consumer<Settings.Builder> change) {
        return ResumingTls13Client.of(
                server -> {
                    server.psks(known(Hash.SHA_256)).tickets(new WatchedTickets(ResumingTls13Client.TICKETS, seen));
                    change.accept(server);
                },
                (id, sent) -> true);
    }

    private void assertErased(int... indexes) {
        for (int index : indexes) {
            assertThrows(IllegalStateException.class, seen.get(index).secret()::bytes, "key " + index + " of " + seen);
        }
    }

    @Test
    void aKeyBesideTheOneThatIsTaken() throws TlsFault {
        ResumingTls13Client client = client(server -> {});
        client.say(client.withExternalPsks(client.draft(), ONE, OTHER).encode());
        client.hearResumed();
        assertEquals(2, seen.size());
        assertErased(1);
    }

    @Test
    void aKeyBesideASession() throws TlsFault {
        ResumingTls13Client client = client(server -> {});
        client.say(client.resuming(client.draft(), Duration.ZERO, ResumingTls13Client.ticket(), OTHER)
                .encode());
        client.hearResumed();
        assertEquals(2, seen.size());
        assertErased(0);
    }

    @Test
    void aKeyThatGoesWithNoSuite() throws TlsFault {
        ResumingTls13Client client =
                client(server -> server.psks(known(Hash.SHA_384)).suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)));
        client.say(client.withExternalPsks(client.draft(), ONE).encode());
        client.hearUnresumed();
        assertErased(0);
    }

    /** The second hello offers keys anew. */
    @Test
    void allKeysAtAHelloRetryRequest() throws TlsFault {
        ResumingTls13Client client = client(server -> server.groups(List.of(NamedGroup.SECP256R1)));
        client.say(client.withExternalPsks(client.draft(), ONE, OTHER).encode());
        client.hearRetry();
        assertEquals(2, seen.size());
        assertErased(0, 1);
    }

    @Test
    void aSessionThatDoesNotFit() throws TlsFault {
        ResumingTls13Client client = client(server -> {});
        byte[] ofProtocol = ResumingTls13Client.ticket(CipherSuite.TLS_AES_128_GCM_SHA256, "h2", 0);
        client.say(client.resuming(client.draft(), Duration.ZERO, ofProtocol).encode());
        client.hearUnresumed();
        assertErased(0);
    }

    @Test
    void aSessionWhoseBinderIsWrong() throws TlsFault {
        ResumingTls13Client client = client(server -> {});
        client.say(client.withExternalPsks(client.draft(), ResumingTls13Client.ticket())
                .encode());
        client.assertDies(Alert.DECRYPT_ERROR);
        assertErased(0);
    }

    /** It is looked at once more, to see whether its holder is still known. */
    @Test
    void theKeyThatASessionGoesBackTo() throws TlsFault {
        ExternalPsk key = known(Hash.SHA_256).find(ONE).orElseThrow();
        seen.clear();
        ResumableSession session =
                ResumingTls13Client.TICKETS.open(ResumingTls13Client.ticket()).orElseThrow();
        byte[] ticket = ResumingTls13Client.TICKETS.seal(SessionDraft.of(session)
                .negotiated(session.negotiated().withPskHolder(key.holder()))
                .session());
        ResumingTls13Client client = client(server -> {});
        client.say(client.resuming(client.draft(), Duration.ZERO, ticket).encode());
        client.hearResumed();
        assertEquals(2, seen.size());
        assertErased(1);
    }

    /** As a peer may bring about. */
    @Test
    void theSessionOfAClientWhoseKeyShareIsWrong() throws TlsFault {
        ResumingTls13Client client = client(server -> {});
        Draft hello = client.draft()
                .with(
                        Draft.KEY_SHARE,
                        out -> out.vector(
                                0xFFFF,
                                shares ->
                                        shares.uint16(NamedGroup.X25519.code()).opaque(0xFFFF, new byte[32])));
        client.say(client.resuming(hello, Duration.ZERO, ResumingTls13Client.ticket())
                .encode());
        client.assertDies(Alert.ILLEGAL_PARAMETER);
        assertErased(0);
    }

    /** As the application may bring about: here it is its source of randomness that fails. */
    @Test
    void theSessionOfAServerThatFails() throws TlsFault {
        ResumingTls13Client client = client(server -> server.random(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                throw new IllegalStateException("no entropy");
            }
        }));
        client.say(client.resuming(client.draft(), Duration.ZERO, ResumingTls13Client.ticket())
                .encode());
        client.assertDies(Alert.INTERNAL_ERROR);
        assertErased(0);
    }
}
