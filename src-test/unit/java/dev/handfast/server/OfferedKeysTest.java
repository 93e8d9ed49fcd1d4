package dev.handfast.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SourcedPsks;
import dev.handfast.message.Extension;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that offer keys from elsewhere in unusual ways (RFC 9846 §4.3.11). */
class OfferedKeysTest {
    private static final byte[] KNOWN = "known".getBytes(US_ASCII);
    private static final byte[] KEY = ScriptedClient.filled(32, 1);
    private static final int PSK_KE = 0;
    private static final int PSK_DHE_KE = 1;
    private static final byte[] NO_BINDER = new byte[32];

    private final List<String> asked = new ArrayList<>();

    /** Knows one client, and remembers about whom it was asked. */
    private final PskSource source = new PskSource() {
        @Override
        public Optional<PskCredential> find(byte[] identity) {
            asked.add(new String(identity, US_ASCII));
            return Arrays.equals(identity, KNOWN)
                    ? Optional.of(PskCredential.of(KNOWN, KEY, HashAlgorithm.SHA_256))
                    : Optional.empty();
        }
    };

    private Settings.Builder settings() {
        return ScriptedClient.settings().psks(new SourcedPsks(source, null, -1));
    }

    private static byte[] binder(PskBinder kind, byte[] truncatedHash) {
        return EarlySecret.of(Hash.SHA_256, new Secret(KEY.clone())).binder(kind, truncatedHash);
    }

    /** Offers these identities; {@code binder} goes with each of them. */
    private static Draft offer(Draft hello, byte[] binder, String... identities) {
        return offer(PSK_DHE_KE, hello, binder, identities);
    }

    private static Draft offer(int mode, Draft hello, byte[] binder, String... identities) {
        return hello.with(Draft.PSK_KEY_EXCHANGE_MODES, 1, mode)
                .without(Draft.PRE_SHARED_KEY)
                .with(
                        Draft.PRE_SHARED_KEY,
                        out -> out.vector(
                                        0xFFFF,
                                        ids -> List.of(identities)
                                                .forEach(identity -> ids.opaque(0xFFFF, identity.getBytes(US_ASCII))
                                                        .uint32(0)))
                                .vector(
                                        0xFFFF,
                                        binders ->
                                                List.of(identities).forEach(identity -> binders.opaque(255, binder))));
    }

    /** The hello with binders over all that comes before them. */
    private static byte[] bound(Draft hello, PskBinder kind, String... identities) {
        byte[] unbound = offer(hello, NO_BINDER, identities).encode();
        int binders = 2 + identities.length * (1 + NO_BINDER.length);
        byte[] hash = Hash.SHA_256.hash(Arrays.copyOf(unbound, unbound.length - binders));
        return offer(hello, binder(kind, hash), identities).encode();
    }

    private static Optional<Integer> selected(ScriptedClient client) throws TlsFault {
        client.subject().checkFault();
        return client.hear(ServerHello.class).extensions().get(Extension.PRE_SHARED_KEY_SH);
    }

    @Test
    void theFirstThatIsKnownIsSelected() throws TlsFault {
        var client = new ScriptedClient(settings().build());
        client.say(bound(client.draft(), PskBinder.EXTERNAL, "stranger", "known"));
        assertEquals(Optional.of(1), selected(client));
    }

    /** RFC 9846 §9.2: who offers keys need not know certificates. */
    @Test
    void aClientWithoutSignatureAlgorithmsIsTakenByItsKey() throws TlsFault {
        var client = new ScriptedClient(settings().build());
        client.say(bound(client.draft().without(Draft.SIGNATURE_ALGORITHMS), PskBinder.EXTERNAL, "known"));
        assertEquals(Optional.of(0), selected(client));
    }

    @Test
    void aClientWithoutSignatureAlgorithmsCannotBeShownACertificate() throws TlsFault {
        var client = new ScriptedClient(ScriptedClient.settings().build());
        client.say(bound(client.draft().without(Draft.SIGNATURE_ALGORITHMS), PskBinder.EXTERNAL, "stranger"));
        client.assertDies(Alert.MISSING_EXTENSION);
    }

    @Test
    void aClientThatWantsNoKeyExchangeIsRefused() throws TlsFault {
        var client = new ScriptedClient(settings().build());
        Draft hello = client.draft().without(Draft.SUPPORTED_GROUPS).without(Draft.KEY_SHARE);
        client.say(offer(PSK_KE, hello, NO_BINDER, "known").encode());
        assertFalse(asked.contains("known"));
        client.assertDies(Alert.HANDSHAKE_FAILURE);
    }

    /** Each identity costs a question to the application, and a hello has room for thousands. */
    @Test
    void noMoreThanFourAreLookedAt() throws TlsFault {
        var client = new ScriptedClient(settings().build());
        client.say(bound(client.draft(), PskBinder.EXTERNAL, "a", "b", "c", "d", "known"));
        assertEquals(Optional.empty(), selected(client));
        assertEquals(List.of("a", "b", "c", "d"), asked);
    }

    /** RFC 9846 §4.3.11: one binder is validated, that of the key that is taken. */
    @Test
    void aWrongBinderIsRefusedThoughAnotherIsRight() throws TlsFault {
        var client = new ScriptedClient(settings().build());
        client.say(offer(client.draft(), NO_BINDER, "known", "stranger").encode());
        client.assertDies(Alert.DECRYPT_ERROR);
    }

    /** RFC 9258 §5.2: a key that is not imported does not pass for one that is, nor for that of a session. */
    @ParameterizedTest
    @EnumSource
    void eachKindHasItsOwnBinder(PskBinder kind) throws TlsFault {
        var client = new ScriptedClient(settings().build());
        client.say(bound(client.draft(), kind, "known"));
        if (kind == PskBinder.EXTERNAL) {
            assertEquals(Optional.of(0), selected(client));
        } else {
            client.assertDies(Alert.DECRYPT_ERROR);
        }
    }

    /** RFC 9846 §4.3.11.2: after a HelloRetryRequest a binder covers the first hello and the request as well. */
    @Test
    void aBinderThatForgetsTheRetryIsRefused() throws TlsFault {
        var client = new ScriptedClient(
                settings().groups(List.of(NamedGroup.SECP256R1)).build());
        Draft first = client.draft();
        client.say(bound(first, PskBinder.EXTERNAL, "known"));
        HelloRetryRequest request = client.hearRetry();
        client.say(bound(client.second(first, request), PskBinder.EXTERNAL, "known"));
        client.assertDies(Alert.DECRYPT_ERROR);
    }
}
