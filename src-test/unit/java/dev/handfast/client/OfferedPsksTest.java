package dev.handfast.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.ExternalPsks;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.SourcedPsks;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.ImportedIdentity;
import dev.handfast.message.PreSharedKeyOffer.PskIdentity;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client offers of keys from elsewhere, and servers that take what was not offered (RFC 9846 §4.3.11, RFC 9258). */
class OfferedPsksTest {
    private static final byte[] NAME = "meter 17".getBytes(US_ASCII);
    private static final byte[] CONTEXT = {7};

    private static ScriptedServer server(PskCredential credential) throws TlsFault {
        return new ScriptedServer(ScriptedServer.settings()
                .suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256))
                .psks(new SourcedPsks(PskSource.of(credential), null, -1))
                .build());
    }

    private static ScriptedServer importing() throws TlsFault {
        return server(PskCredential.imported(NAME, new byte[16], HashAlgorithm.SHA_256, CONTEXT));
    }

    private static List<PskIdentity> offered(ClientHello hello) {
        return hello.extensions().get(Extension.PRE_SHARED_KEY_CH).orElseThrow().identities();
    }

    @Test
    void aPlainKeyIsOfferedByItsNameAlone() throws TlsFault {
        ClientHello hello = server(PskCredential.of(NAME, new byte[16], HashAlgorithm.SHA_256))
                .hearHello();
        assertEquals(1, offered(hello).size());
        assertArrayEquals(NAME, offered(hello).get(0).identity());
        assertEquals(0, offered(hello).get(0).obfuscatedTicketAge());
        assertArrayEquals(
                new byte[] {1},
                hello.extensions().get(Extension.PSK_KEY_EXCHANGE_MODES_CH).orElseThrow());
        List<Integer> types = hello.extensions().types();
        assertEquals(Extension.PRE_SHARED_KEY_CH.type(), types.get(types.size() - 1));
    }

    @Test
    void anImportedKeyIsOfferedForEachHashOfOurSuites() throws TlsFault {
        List<PskIdentity> offered = offered(importing().hearHello());
        assertEquals(2, offered.size());
        for (int at = 0; at < 2; at++) {
            ImportedIdentity identity =
                    ImportedIdentity.of(offered.get(at).identity()).orElseThrow();
            assertArrayEquals(NAME, identity.externalIdentity());
            assertArrayEquals(CONTEXT, identity.context());
            assertEquals(ProtocolVersion.TLS_1_3, identity.targetProtocol());
            assertEquals(2 - at, identity.targetKdf(), "HKDF_SHA384 first, since its suite is");
        }
    }

    @Test
    void aRetryLeavesTheKeyOfItsHash() throws TlsFault {
        ScriptedServer server = importing();
        byte[] second = offered(server.hearHello()).get(1).identity();
        server.choose(CipherSuite.TLS_AES_128_GCM_SHA256);
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        List<PskIdentity> left = offered(server.hearHello());
        assertEquals(1, left.size());
        assertArrayEquals(second, left.get(0).identity());
    }

    @ParameterizedTest
    @CsvSource({
        "0, TLS_AES_256_GCM_SHA384, true",
        "1, TLS_AES_128_GCM_SHA256, true",
        "0, TLS_AES_128_GCM_SHA256, false",
        "1, TLS_AES_256_GCM_SHA384, false",
        "2, TLS_AES_256_GCM_SHA384, false",
        "65535, TLS_AES_256_GCM_SHA384, false"
    })
    void aServerTakesOneThatWasOfferedWithASuiteOfItsHash(int selected, CipherSuite suite, boolean good)
            throws TlsFault {
        ScriptedServer server = importing();
        server.choose(suite);
        server.hearHello();
        server.say(Draft.of(server.hello())
                .append(Draft.PRE_SHARED_KEY, selected >>> 8, selected & 0xFF)
                .encode());
        if (good) {
            server.subject().checkFault(); // it waits for EncryptedExtensions
        } else {
            server.assertDies(Alert.ILLEGAL_PARAMETER);
        }
    }

    /** Offers this key and no other. */
    private record One(ExternalPsk key) implements ExternalPsks {
        @Override
        public boolean isUsed() {
            return true;
        }

        @Override
        public List<ExternalPsk> offered(Set<Hash> hashes) {
            return List.of(key);
        }

        @Override
        public Optional<ExternalPsk> find(byte[] identity) {
            throw new AssertionError("a client does not look for keys");
        }
    }

    private final Secret secret = new Secret(new byte[32]);

    private ScriptedServer serverOfOne() throws TlsFault {
        return new ScriptedServer(ScriptedServer.settings()
                .psks(new One(new ExternalPsk(NAME, Hash.SHA_256, secret, PskBinder.EXTERNAL)))
                .build());
    }

    @Test
    void aServerThatShowsACertificateHasTheKeyErased() throws TlsFault {
        serverOfOne().handshake();
        assertThrows(IllegalStateException.class, secret::bytes);
    }

    @Test
    void aRetryErasesTheKeyOfAnotherHash() throws TlsFault {
        ScriptedServer server = serverOfOne();
        server.choose(CipherSuite.TLS_AES_256_GCM_SHA384);
        server.hearHello();
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        assertFalse(server.hearHello().extensions().has(Extension.PRE_SHARED_KEY_CH));
        assertThrows(IllegalStateException.class, secret::bytes);
    }

    @Test
    void withoutKeysNothingIsSaidOfThem() throws TlsFault {
        ClientHello hello = new ScriptedServer().hearHello();
        assertFalse(hello.extensions().has(Extension.PRE_SHARED_KEY_CH));
        assertFalse(hello.extensions().has(Extension.PSK_KEY_EXCHANGE_MODES_CH));
        assertTrue(hello.extensions().has(Extension.SIGNATURE_ALGORITHMS_CH));
    }
}
