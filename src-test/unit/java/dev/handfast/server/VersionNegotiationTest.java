package dev.handfast.server;

import static dev.handfast.handshake.Draft.SUPPORTED_VERSIONS;
import static dev.handfast.wire.ProtocolVersion.TLS_1_2;
import static dev.handfast.wire.ProtocolVersion.TLS_1_3;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version a server comes to, and that nobody on the way can make it an older one (RFC 9846 §4.2.3, §4.3.1, RFC 7507). */
class VersionNegotiationTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final byte[] SENTINEL = {'D', 'O', 'W', 'N', 'G', 'R', 'D', 1};

    /** What a server has enabled. */
    private enum Enabled {
        BOTH(TLS_1_3, TLS_1_2),
        BOTH_THE_OLDER_FIRST(TLS_1_2, TLS_1_3),
        TLS_1_2_ALONE(TLS_1_2);

        private final List<ProtocolVersion> versions;

        Enabled(ProtocolVersion... versions) {
            this.versions = List.of(versions);
        }

        Settings settings() {
            return ScriptedTls12Client.settings().versions(versions).build();
        }

        ScriptedTls12Client client() {
            return new ScriptedTls12Client(SUITE, settings());
        }
    }

    @ParameterizedTest
    @EnumSource(Enabled.class)
    void oldVersionsAreRefused(Enabled enabled) throws TlsFault {
        for (int code : new int[] {0x0302, 0x0301, 0x0300, 0x0200, 0x0002, 0}) {
            ScriptedTls12Client client = enabled.client();
            client.say(Tls12Hellos.version(client.draft(), code).encode());
            client.assertDies(Alert.PROTOCOL_VERSION);
        }
    }

    /** RFC 9846 §4.3.1: where it is there, legacy_version says nothing. */
    @ParameterizedTest
    @EnumSource(Enabled.class)
    void supportedVersionsGovern(Enabled enabled) throws TlsFault {
        for (int code : new int[] {0x0301, 0x0303, 0x0304}) {
            ScriptedTls12Client client = enabled.client();
            assertTls12(client, versions(Tls12Hellos.version(client.draft(), code), 3, 1, 3, 3));
        }
        ScriptedTls12Client older = enabled.client();
        older.say(versions(older.draft(), 3, 2, 3, 1).encode());
        older.assertDies(Alert.PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @EnumSource(Enabled.class)
    void unknownVersionsAreIgnored(Enabled enabled) throws TlsFault {
        ScriptedTls12Client client = enabled.client();
        assertTls12(client, versions(client.draft(), 0x3A, 0x3A, 3, 5, 3, 3, 0x7F, 0x1C));
    }

    /** A version above all that we know, from a client that does not say it in the extension, is none that counts. */
    @ParameterizedTest
    @ValueSource(ints = {0x0304, 0x0305, 0x0401, 0xFEFE})
    void aHigherLegacyVersionLeadsToTls12(int code) throws TlsFault {
        ScriptedTls12Client client = Enabled.BOTH.client();
        assertTls12(client, Tls12Hellos.version(client.draft(), code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,4,3,3", "3,3,3,4", "3,3,3,2,3,4"})
    void theHighestCommonVersionIsTaken(String offered) throws TlsFault {
        int[] bytes =
                Arrays.stream(offered.split(",")).mapToInt(Integer::parseInt).toArray();
        for (Enabled both : List.of(Enabled.BOTH, Enabled.BOTH_THE_OLDER_FIRST)) {
            var newer = new ScriptedClient(both.settings());
            newer.say(versions(newer.draft(), bytes).encode());
            newer.hearFlight();
            newer.finish();
            assertEquals(TLS_1_3, newer.subject().negotiated().version());
        }
        ScriptedTls12Client older = Enabled.TLS_1_2_ALONE.client();
        assertTls12(older, versions(older.draft(), bytes));
    }

    @Test
    void aClientOfTls13AloneHasNothingInCommonWithAServerOfTls12() throws TlsFault {
        var client = new ScriptedClient(Enabled.TLS_1_2_ALONE.settings());
        client.say(client.hello());
        client.assertDies(Alert.PROTOCOL_VERSION);
    }

    @Test
    void aFallbackIsRefusedWhereItIsNotNeeded() throws TlsFault {
        for (Enabled both : List.of(Enabled.BOTH, Enabled.BOTH_THE_OLDER_FIRST)) {
            ScriptedTls12Client client = both.client();
            client.say(fallback(client.draft()).encode());
            client.assertDies(Alert.INAPPROPRIATE_FALLBACK);
        }
    }

    @Test
    void aFallbackToOurHighestVersionIsNone() throws TlsFault {
        ScriptedTls12Client older = Enabled.TLS_1_2_ALONE.client();
        assertTls12(older, fallback(older.draft()));

        var newer = new ScriptedClient(Enabled.BOTH.settings());
        byte[] suites = Draft.bytes(0, 4, 0x13, 0x01, 0x56, 0x00);
        newer.say(newer.draft()
                .fields(old ->
                        ScriptedPeer.join(Arrays.copyOf(old, 67), suites, Arrays.copyOfRange(old, 67 + 8, old.length)))
                .encode());
        newer.hearFlight();
        newer.finish();
        assertTrue(newer.subject().isOpen());
    }

    @Test
    void aFallbackBelowTls12IsAnOldVersion() throws TlsFault {
        ScriptedTls12Client client = Enabled.TLS_1_2_ALONE.client();
        client.say(Tls12Hellos.version(fallback(client.draft()), 0x0302).encode());
        client.assertDies(Alert.PROTOCOL_VERSION);
    }

    /** RFC 9846 §4.2.3: a client that speaks TLS 1.3 sees that so do we, and that somebody cut it out of its hello. */
    @ParameterizedTest
    @EnumSource(Enabled.class)
    void theRandomSaysThatWeSpeakTls13(Enabled enabled) throws TlsFault {
        Set<List<Byte>> ends = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            ScriptedTls12Client client = enabled.client();
            client.say(client.hello());
            byte[] random = client.hearHello().random();
            byte[] end = Arrays.copyOfRange(random, 24, 32);
            if (enabled.versions.contains(TLS_1_3)) {
                assertArrayEquals(SENTINEL, end);
            } else {
                assertFalse(Arrays.equals(SENTINEL, end));
                assertFalse(new String(end, US_ASCII).startsWith("DOWNGRD"));
            }
            ends.add(List.of(random[0], random[7], random[15], random[22], random[23]));
        }
        assertTrue(ends.size() > 1, "the rest of the random is not random");
    }

    @Test
    void aServerOfTls13SaysNoSuchThing() throws TlsFault {
        var client = new ScriptedClient(Enabled.BOTH.settings());
        client.say(client.hello());
        byte[] random = client.hearHello().random();
        assertFalse(Arrays.equals(SENTINEL, Arrays.copyOfRange(random, 24, 32)));
    }

    @ParameterizedTest
    @EnumSource(Enabled.class)
    void anSslV2HelloIsAnOldVersion(Enabled enabled) throws TlsFault {
        for (int version : new int[] {0x0002, 0x0301, 0x0303}) {
            ScriptedTls12Client client = enabled.client();
            byte[] tail = new byte[32];
            client.raw(ScriptedPeer.join(
                    Draft.bytes(0x80, 9 + tail.length, 1, version >> 8, version & 0xFF, 0, 3, 0, 0, 0, 16), tail));
            client.assertDies(Alert.PROTOCOL_VERSION);
            assertFaultSays(client, "SSLv2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "POST /x HTTP/1.1\r\n", "CONNECT a:443 HTTP/1.1\r\n"})
    void plainHttpIsToldWhatItIs(String request) throws TlsFault {
        ScriptedTls12Client client = Enabled.BOTH.client();
        client.raw(request.getBytes(US_ASCII));
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertFaultSays(client, "plaintext HTTP request to a TLS port");
    }

    private static void assertFaultSays(ScriptedTls12Client client, String words) {
        String message =
                assertThrows(TlsFault.class, client.subject()::checkFault).getMessage();
        assertTrue(message.contains(words), message);
    }

    private static void assertTls12(ScriptedTls12Client client, Draft hello) throws TlsFault {
        client.say(hello.encode());
        client.hearFlight();
        client.complete();
        assertEquals(TLS_1_2, client.subject().negotiated().version());
    }

    private static Draft versions(Draft hello, int... bytes) {
        return hello.with(SUPPORTED_VERSIONS, out -> out.opaque(254, Draft.bytes(bytes)));
    }

    private static Draft fallback(Draft hello) {
        return Tls12Hellos.suites(hello, SUITE.code(), Tls12Hellos.FALLBACK_SCSV);
    }
}
