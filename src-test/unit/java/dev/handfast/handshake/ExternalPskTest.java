package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.client.TlsClient;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our client and our server have a key from elsewhere (RFC 9846 §4.3.11, RFC 9258). Whether they use it is told by the messages: with
 * certificates there is a Certificate.
 */
class ExternalPskTest {
    private static final byte[] NAME = "meter 17".getBytes(US_ASCII);
    private static final byte[] CONTEXT = "client is a meter".getBytes(US_ASCII);

    private static final List<CipherSuite> STRONGEST_FIRST =
            List.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256);

    private final List<String> heard = new ArrayList<>();
    private final List<String> verified = new ArrayList<>();
    private final Deque<ResumableSession> kept = new ArrayDeque<>();
    private final Tickets tickets = new StatelessTickets(
            new RotatingTicketKeys(
                    new SecureRandom(), InstantSource.system(), Duration.ofHours(1), Duration.ofHours(1)),
            new SecureRandom(),
            1,
            Duration.ofHours(1),
            new KnownChains(1));

    private static byte[] key(int filling) {
        return ScriptedClient.filled(32, filling);
    }

    private static PskCredential plain(HashAlgorithm hash) {
        return PskCredential.of(NAME, key(1), hash);
    }

    private static PskCredential imported(HashAlgorithm hash) {
        return PskCredential.imported(NAME, key(1), hash, CONTEXT);
    }

    private static ExternalPsks psks(PskCredential... credentials) {
        return new SourcedPsks(PskSource.of(credentials), "localhost", 443);
    }

    private Settings.Builder client(PskCredential... credentials) {
        return ScriptedServer.settings().psks(psks(credentials)).listener(event -> {
            if (event instanceof HandshakeEvent.MessageReceived message) {
                heard.add(message.name());
            }
            if (event instanceof HandshakeEvent.PeerVerified peer) {
                verified.add(peer.toString());
            }
        });
    }

    private static Settings.Builder server(PskCredential... credentials) {
        return ScriptedClient.settings().psks(psks(credentials));
    }

    private Settings.Builder resuming(PskCredential... credentials) {
        return client(credentials).sessions(new SessionStore() {
            @Override
            public boolean isUsed() {
                return true;
            }

            @Override
            public Optional<ResumableSession> take() {
                return Optional.ofNullable(kept.poll());
            }

            @Override
            public void keep(ResumableSession session) {
                kept.push(session);
            }

            @Override
            public void discard(ResumableSession session) {
                throw new AssertionError("sessions of TLS 1.3 are offered once");
            }
        });
    }

    private static TwoConnections connect(Settings.Builder client, Settings.Builder server) throws TlsFault {
        TwoConnections both = new TwoConnections(client.build(), server.build()).talk();
        both.assertDataFlow();
        return both;
    }

    private void assertCertificate(boolean shown) {
        assertEquals(shown, heard.contains("Certificate"), heard::toString);
    }

    private static Stream<PskCredential> kinds() {
        return Stream.of(HashAlgorithm.values()).flatMap(hash -> Stream.of(plain(hash), imported(hash)));
    }

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

    private static Alert fault(Settings.Builder client, Settings.Builder server) {
        return assertThrows(TlsFault.class, () -> connect(client, server)).alert();
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

    // ---- sessions

    @ParameterizedTest
    @MethodSource("kinds")
    void aSessionResumesAndKnowsWhoItWas(PskCredential credential) throws TlsFault {
        Settings.Builder server =
                server(credential).credentials(Credentials.NONE).tickets(tickets);
        TwoConnections first = connect(resuming(credential), server);
        assertEquals(1, kept.size());
        TwoConnections second = connect(resuming(credential), server);
        assertTrue(second.server().negotiated().resumedSince().isPresent());
        assertTrue(second.client().negotiated().resumedSince().isPresent());
        assertEquals(
                first.server().negotiated().pskHolder(),
                second.server().negotiated().pskHolder());
        assertEquals(
                first.server().negotiated().pskHolder(),
                second.client().negotiated().pskHolder());
    }

    /** The client offers both: that which resumes goes first, and if it is not taken the other is. */
    @Test
    void aTicketThatIsNotTakenLeavesTheKey() throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(resuming(credential), server(credential).tickets(tickets));
        heard.clear();
        TwoConnections second = connect(resuming(credential), server(credential));
        assertCertificate(false);
        assertTrue(second.server().negotiated().resumedSince().isEmpty());
        assertTrue(second.server().negotiated().pskHolder().isPresent());
    }

    private static Stream<List<PskCredential>> replacements() {
        return Stream.of(
                List.of(),
                List.of(PskCredential.of(NAME, key(2), HashAlgorithm.SHA_256)),
                List.of(PskCredential.of(new byte[] {1}, key(1), HashAlgorithm.SHA_256)));
    }

    /** A key that was taken back or replaced does not live on in tickets. */
    @ParameterizedTest
    @MethodSource("replacements")
    void aServerForgetsTheTicketsOfAKeyThatItDoesNotKnowAnyMore(List<PskCredential> known) throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(resuming(credential), server(credential).tickets(tickets));
        Settings.Builder server =
                server(known.toArray(PskCredential[]::new)).tickets(tickets).credentials(Credentials.NONE);
        Alert alert = fault(resuming(credential), server);
        boolean replaced = known.stream().anyMatch(key -> Arrays.equals(key.identity(), NAME));
        assertEquals(replaced ? Alert.DECRYPT_ERROR : Alert.UNKNOWN_PSK_IDENTITY, alert);
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void aClientForgetsTheSessionsOfAKeyThatItDoesNotOfferAnyMore(List<PskCredential> offered) throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(resuming(credential), server(credential).tickets(tickets));
        ResumableSession old = kept.peek();
        TlsClient.connection(resuming(offered.toArray(PskCredential[]::new)).build())
                .begin();
        assertThrows(IllegalStateException.class, old.secret()::bytes);
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
