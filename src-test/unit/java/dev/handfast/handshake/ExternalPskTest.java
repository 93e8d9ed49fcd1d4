package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys from elsewhere, offered, found and taken (RFC 9846 §4.3.11, RFC 9258). */
class ExternalPskTest extends SharedKeys {
    private static final List<CipherSuite> STRONGEST_FIRST =
            List.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256);

    @Test
    void aServersListenerHearsWhoTheClientIs() throws TlsFault {
        var told = new ArrayList<String>();
        Settings.Builder server = server(plain(HashAlgorithm.SHA_256)).listener(event -> {
            if (event instanceof HandshakeEvent.PeerVerified peer) {
                told.add(peer.toString());
            }
        });
        connect(client(plain(HashAlgorithm.SHA_256)), server);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("the holder of the pre-shared key \"meter 17\""), told::toString);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theKeyTakesThePlaceOfCertificates(PskCredential credential) throws TlsFault {
        TwoConnections both = connect(client(credential), server(credential));
        assertCertificate(false);
        assertEquals(List.of(), both.client().negotiated().peerChain());
        assertEquals(List.of(), both.client().negotiated().localChain());
        assertEquals(NamedGroup.X25519, both.server().negotiated().group()); // psk_dhe_ke: a key exchange there is
        assertTrue(verified.get(0).contains("the holder of the pre-shared key \"meter 17\""), verified::toString);
        assertEquals(
                both.client().negotiated().pskHolder(),
                both.server().negotiated().pskHolder());
    }

    @Test
    void noSideNeedsACertificate() throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(
                client(credential).credentials(Credentials.NONE).trust(Distrust.INSTANCE),
                server(credential).credentials(Credentials.NONE).trust(Distrust.INSTANCE));
        assertCertificate(false);
    }

    /** RFC 9258 §5, with values that another HKDF has calculated. */
    @Test
    void anImportedKeyIsAnotherAndBoundAsSuch() {
        ExternalPsk key =
                ExternalPsk.of(imported(HashAlgorithm.SHA_256), Hash.SHA_256).orElseThrow();
        HexFormat hex = HexFormat.of();
        assertEquals(PskBinder.IMPORTED, key.binder());
        assertEquals(
                "00086d657465722031370011636c69656e742069732061206d6574657203040001", hex.formatHex(key.identity()));
        assertEquals(
                "7f85408a6c36b74061cef70f7abe2f2fc0750367a896ce22e76025ec743c2cb6",
                hex.formatHex(key.secret().bytes()));
    }

    /** A plain key serves the suites of its hash, so it has a say in the choice; an imported one serves all. */
    @ParameterizedTest
    @CsvSource({
        "SHA_256, false, TLS_AES_128_GCM_SHA256",
        "SHA_384, false, TLS_AES_256_GCM_SHA384",
        "SHA_256, true, TLS_AES_256_GCM_SHA384"
    })
    void theSuiteGoesWithTheKey(HashAlgorithm hash, boolean isImported, CipherSuite expected) throws TlsFault {
        PskCredential credential = isImported ? imported(hash) : plain(hash);
        assertEquals(
                expected,
                connect(client(credential), server(credential).suites(STRONGEST_FIRST))
                        .client()
                        .negotiated()
                        .suite());
        assertCertificate(false);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aHelloRetryRequestComesBetween(PskCredential credential) throws TlsFault {
        connect(client(credential), server(credential).groups(List.of(NamedGroup.SECP384R1)));
        assertTrue(heard.contains("HelloRetryRequest"), heard::toString);
        assertCertificate(false);
    }

    /** RFC 9846 §4.3.11: the suite of the HelloRetryRequest stays, whatever key the second hello has left. */
    @Test
    void aRetryWithAnotherHashTakesTheKeyBack() throws TlsFault {
        connect(
                client(plain(HashAlgorithm.SHA_256)),
                server(plain(HashAlgorithm.SHA_256))
                        .groups(List.of(NamedGroup.SECP384R1))
                        .suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)));
        assertCertificate(true);
    }

    private record Stranger(String what, PskCredential offered, PskCredential known) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Stranger> strangers() {
        PskCredential plain = plain(HashAlgorithm.SHA_256);
        PskCredential imported = imported(HashAlgorithm.SHA_256);
        return Stream.of(
                new Stranger("another name", plain, PskCredential.of(new byte[] {1}, key(1), HashAlgorithm.SHA_256)),
                new Stranger("it has to be imported", plain, imported),
                new Stranger("it must not be imported", imported, plain),
                new Stranger(
                        "another context",
                        imported,
                        PskCredential.imported(NAME, key(1), HashAlgorithm.SHA_256, new byte[0])));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aKeyThatIsNotKnownLeadsToCertificates(Stranger stranger) throws TlsFault {
        connect(client(stranger.offered()), server(stranger.known()));
        assertCertificate(true);
        assertNotEquals(List.of(), verified);
        assertFalse(verified.get(0).contains("pre-shared"), verified::toString);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aServerWithoutCertificatesTellsThatItDoesNotKnowTheKey(Stranger stranger) {
        assertEquals(
                Alert.UNKNOWN_PSK_IDENTITY,
                fault(client(stranger.offered()), server(stranger.known()).credentials(Credentials.NONE)));
    }

    @Test
    void aServerWithoutAnythingTellsWhatItAlwaysTold() {
        assertEquals(
                Alert.HANDSHAKE_FAILURE,
                fault(
                        ScriptedServer.settings(),
                        server(plain(HashAlgorithm.SHA_256)).credentials(Credentials.NONE)));
    }

    @Test
    void theSameNameWithAnotherKeyIsRefused() {
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            assertEquals(Alert.DECRYPT_ERROR, fault(client(PskCredential.of(NAME, key(2), hash)), server(plain(hash))));
            assertEquals(
                    Alert.DECRYPT_ERROR,
                    fault(client(PskCredential.imported(NAME, key(2), hash, CONTEXT)), server(imported(hash))));
        }
    }

    /** RFC 9258 §5.1: the hash of the import is part of the key. */
    @Test
    void anImportWithAnotherHashIsRefused() {
        assertEquals(
                Alert.DECRYPT_ERROR,
                fault(client(imported(HashAlgorithm.SHA_256)), server(imported(HashAlgorithm.SHA_384))));
    }

    @Test
    void aKeyWithoutASuiteOfItsHashIsNotOffered() throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(client(credential).suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)), server(credential));
        assertCertificate(true);
    }

    @Test
    void aServerWithoutASuiteOfItsHashTakesCertificates() throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(client(credential), server(credential).suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)));
        assertCertificate(true);
    }

    @Test
    void tls12KnowsNoKeys() throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        List<ProtocolVersion> older = List.of(ProtocolVersion.TLS_1_2);
        connect(
                client(credential).versions(older).suites(CipherSuite.ofVersion(ProtocolVersion.TLS_1_2)),
                server(credential).versions(older).suites(CipherSuite.ofVersion(ProtocolVersion.TLS_1_2)));
        assertCertificate(true);
    }

    /** RFC 9846 §4.4.2: a client cannot be asked for a certificate as well. */
    @ParameterizedTest
    @CsvSource({"NEEDED, true", "WANTED, false"})
    void aServerThatNeedsACertificateTakesNoKey(ClientAuthentication wanted, boolean shown) throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(client(credential), server(credential).clientAuthentication(wanted));
        assertCertificate(shown);
        assertEquals(shown, heard.contains("CertificateRequest"));
    }

    @Test
    void aDestroyedKeyIsNotUsed() throws TlsFault {
        PskCredential destroyed = plain(HashAlgorithm.SHA_256);
        destroyed.destroy();
        connect(client(destroyed), server(plain(HashAlgorithm.SHA_256)));
        assertCertificate(true);
        connect(client(plain(HashAlgorithm.SHA_256)), server(destroyed));
    }

    // ---- what is wrong with the source

    @Test
    void aSourceThatFailsFailsTheHandshake() {
        var broken = new SourcedPsks(
                new PskSource() {
                    @Override
                    public Optional<PskCredential> offer(String host, int port) {
                        throw new IllegalStateException("the vault is shut");
                    }

                    @Override
                    public Optional<PskCredential> find(byte[] identity) {
                        throw new IllegalStateException("the vault is shut");
                    }
                },
                null,
                -1);
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        assertEquals(Alert.INTERNAL_ERROR, fault(client(credential), server().psks(broken)));
        assertEquals(Alert.INTERNAL_ERROR, fault(client().psks(broken), server(credential)));
    }

    @Test
    void aSourceThatGivesTheKeyOfSomebodyElseKnowsNobody() throws TlsFault {
        PskSource confused = new PskSource() {
            @Override
            public Optional<PskCredential> find(byte[] identity) {
                return Optional.of(plain(HashAlgorithm.SHA_256));
            }
        };
        PskCredential other = PskCredential.of(new byte[] {1}, key(1), HashAlgorithm.SHA_256);
        connect(client(other), server().psks(new SourcedPsks(confused, null, -1)));
        assertCertificate(true);
    }
}
