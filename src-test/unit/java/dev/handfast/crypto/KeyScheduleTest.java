package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.rfc8448.Rfc8448;
import dev.handfast.wire.CipherSuite;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key schedule against the traces of RFC 8448, all of which use TLS_AES_128_GCM_SHA256. */
class KeyScheduleTest {
    private static final Hash HASH = Hash.SHA_256;

    private static Stream<Rfc8448> all() {
        return Rfc8448.ALL.stream();
    }

    private static Stream<Rfc8448.Step> having(Rfc8448 trace, String title) {
        List<Rfc8448.Step> found = trace.steps().stream()
                .filter(step -> step.title().startsWith(title) && step.values().containsKey("PRK"))
                .toList();
        assertTrue(!found.isEmpty(), () -> title + " is nowhere in " + trace);
        return found.stream();
    }

    /** With the binders of §4, which its record has alone. */
    private static List<byte[]> messages(Rfc8448 trace) {
        List<byte[]> messages = new ArrayList<>(trace.messages());
        messages.set(0, trace.step("client", "send handshake record").value("payload"));
        return messages;
    }

    private static EarlySecret early(Rfc8448 trace) {
        return trace.equals(Rfc8448.RESUMED)
                ? EarlySecret.of(
                        HASH,
                        new Secret(Rfc8448.SIMPLE
                                .step("server", "generate resumption secret")
                                .value("expanded")))
                : EarlySecret.withoutPsk(HASH);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyStageAndSecretFollowsFromTheMessages(Rfc8448 trace) {
        var transcript = new Transcript();
        List<byte[]> messages = messages(trace);
        int next = 0;
        transcript.add(messages.get(next++));
        transcript.choose(HASH);
        if (trace.equals(Rfc8448.HELLO_RETRY_REQUEST)) {
            transcript.replaceFirstHelloByItsHash();
            transcript.add(messages.get(next++));
            transcript.add(messages.get(next++));
        }
        transcript.add(messages.get(next++));
        var shared =
                new Secret(trace.step("server", "extract secret \"handshake\"").value("IKM"));
        HandshakeSecret handshake = early(trace).intoHandshake(shared);
        assertArrayEquals(
                trace.step("server", "extract secret \"handshake\"").value("secret"),
                handshake.secret().bytes());
        assertSecret(
                trace,
                "c hs traffic",
                handshake.clientTraffic(transcript.hash()).secret());
        assertSecret(
                trace,
                "s hs traffic",
                handshake.serverTraffic(transcript.hash()).secret());
        MainSecret main = handshake.intoMain();
        assertThrows(IllegalStateException.class, () -> handshake.secret().bytes());
        assertArrayEquals(
                trace.step("server", "extract secret \"master\"").value("secret"),
                main.secret().bytes());

        int type;
        do {
            type = messages.get(next)[0];
            transcript.add(messages.get(next++));
        } while (type != 20);
        assertSecret(
                trace, "c ap traffic", main.clientTraffic(transcript.hash()).secret());
        assertSecret(
                trace, "s ap traffic", main.serverTraffic(transcript.hash()).secret());
        assertSecret(trace, "exp master", main.exporter(transcript.hash()));
        do {
            type = messages.get(next)[0];
            transcript.add(messages.get(next++));
        } while (type != 20);
        assertSecret(trace, "res master", main.resumption(transcript.hash()));
    }

    private static void assertSecret(Rfc8448 trace, String label, Secret secret) {
        Rfc8448.Step step = having(trace, "derive secret \"tls13 " + label + "\"")
                .findFirst()
                .orElseThrow();
        assertArrayEquals(step.value("expanded"), secret.bytes(), label);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyKeyAndIvFollowsFromItsTrafficSecret(Rfc8448 trace) {
        Stream.of("derive write traffic keys", "derive read traffic keys")
                .flatMap(title ->
                        trace.steps().stream().filter(step -> step.title().startsWith(title)))
                .filter(step -> step.values().containsKey("PRK"))
                .forEach(step -> {
                    TrafficKeys keys = new TrafficSecret(HASH, new Secret(step.value("PRK")))
                            .keys(CipherSuite.TLS_AES_128_GCM_SHA256);
                    assertArrayEquals(step.value("key expanded"), keys.key().getEncoded(), step.toString());
                    assertArrayEquals(step.value("iv expanded"), keys.iv(), step.toString());
                });
        assertTrue(having(trace, "derive write traffic keys").count() >= 3);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFinishedFollowsFromItsTrafficSecretAndTranscript(Rfc8448 trace) {
        List<byte[]> finished =
                trace.messages().stream().filter(m -> m[0] == 20).toList();
        List<Rfc8448.Step> steps = having(trace, "calculate finished").toList();
        assertEquals(finished.size(), steps.size());
        for (int i = 0; i < steps.size(); i++) {
            byte[] base = steps.get(i).value("PRK");
            byte[] finishedKey = new Hkdf(HASH).expandLabel(new Secret(base), "finished", new byte[0], 32);
            assertArrayEquals(steps.get(i).value("expanded"), finishedKey);
            byte[] verifyData = steps.get(i).value("finished");
            assertArrayEquals(verifyData, Arrays.copyOfRange(finished.get(i), 4, 36));
            assertArrayEquals(
                    verifyData,
                    new TrafficSecret(HASH, new Secret(base)).finished(transcriptBefore(trace, finished.get(i))));
        }
    }

    @Test
    void theBinderAndTheEarlySecretFollowFromTheTicketOfTheConnectionBefore() {
        Rfc8448.Step psk = Rfc8448.SIMPLE.step("server", "generate resumption secret");
        byte[] ticket = new Hkdf(HASH)
                .ticketPsk(new Secret(psk.value("PRK")), new byte[2])
                .bytes();
        assertArrayEquals(psk.value("expanded"), ticket);
        EarlySecret early = EarlySecret.of(HASH, new Secret(ticket));
        Rfc8448.Step binder = Rfc8448.RESUMED.step("client", "calculate PSK binder");
        byte[] truncated = HASH.hash(binder.value("ClientHello prefix"));
        assertArrayEquals(binder.value("binder hash"), truncated);
        assertArrayEquals(binder.value("finished"), early.binder(PskBinder.RESUMPTION, truncated));
        Rfc8448.Step extracted = Rfc8448.RESUMED.step("server", "extract secret \"handshake\"");
        HandshakeSecret handshake = early.intoHandshake(new Secret(extracted.value("IKM")));
        assertArrayEquals(extracted.value("secret"), handshake.secret().bytes());
    }

    @Test
    void theEarlyTrafficSecretFollowsFromTheHello() {
        try (EarlySecret early = early(Rfc8448.RESUMED)) {
            byte[] helloHash = HASH.hash(messages(Rfc8448.RESUMED).get(0));
            assertSecret(
                    Rfc8448.RESUMED,
                    "c e traffic",
                    early.clientTraffic(helloHash).secret());
        }
    }

    private static byte[] transcriptBefore(Rfc8448 trace, byte[] finished) {
        var transcript = new Transcript();
        transcript.choose(HASH);
        boolean first = true;
        for (byte[] message : messages(trace)) {
            if (Arrays.equals(message, finished)) {
                break;
            }
            transcript.add(message);
            if (first && trace.equals(Rfc8448.HELLO_RETRY_REQUEST)) {
                transcript.replaceFirstHelloByItsHash();
            }
            first = false;
        }
        return transcript.hash();
    }

    @Test
    void theNextTrafficSecretErasesTheOneBefore() {
        var first = new TrafficSecret(HASH, new Secret(new byte[32]));
        byte[] expected = new Hkdf(HASH).expandLabel(new Secret(new byte[32]), "traffic upd", new byte[0], 32);
        assertArrayEquals(expected, first.next().secret().bytes());
        assertThrows(IllegalStateException.class, () -> first.secret().bytes());
    }

    @Test
    void aSecretNeitherPrintsNorOutlivesItsEnd() {
        byte[] bytes = {42, 42};
        var secret = new Secret(bytes);
        assertTrue(!secret.toString().contains("42"));
        secret.close();
        assertArrayEquals(new byte[2], bytes);
    }

    /** An HKDF remembers whose HMAC it is, and not for longer than it is true. */
    @Test
    void secretsTakeTurnsInOneHkdf() throws Exception {
        var first = new Secret(HASH.hash(new byte[] {1}));
        var second = new Secret(HASH.hash(new byte[] {2}));
        var shared = new Hkdf(HASH);
        for (Secret each : List.of(first, first, second, first, second, second)) {
            assertArrayEquals(fourBlocks(each), expanded(shared, each));
            shared.extract(second.bytes(), first.bytes());
            assertArrayEquals(fourBlocks(each), expanded(shared, each));
        }
        first.close();
        assertThrows(IllegalStateException.class, () -> expanded(shared, first));
        shared.expandLabel(second, "key", new byte[0], 16);
        second.close();
        assertThrows(IllegalStateException.class, () -> expanded(shared, second));
    }

    /** A label cut off in silence would be another label, and its key another one than the peer's. */
    @Test
    void whatDoesNotFitAnHkdfLabelIsRefused() {
        var hkdf = new Hkdf(HASH);
        var secret = new Secret(new byte[32]);
        assertEquals(1, hkdf.expandLabel(secret, "l".repeat(255 - 6), new byte[255], 1).length);
        assertThrows(
                IllegalArgumentException.class, () -> hkdf.expandLabel(secret, "l".repeat(256 - 6), new byte[0], 1));
        assertThrows(IllegalArgumentException.class, () -> hkdf.expandLabel(secret, "key", new byte[256], 1));
        assertThrows(IllegalArgumentException.class, () -> hkdf.expandLabel(secret, "key", new byte[0], 1 << 16));
    }

    /** RFC 5869 §2.3, word for word. */
    private static byte[] fourBlocks(Secret secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
        var blocks = new ByteArrayOutputStream();
        byte[] block = {};
        for (int i = 1; i <= 4; i++) {
            mac.update(block);
            mac.update(new byte[] {0, 100, 9, 't', 'l', 's', '1', '3', ' ', 'k', 'e', 'y', 0, (byte) i});
            block = mac.doFinal();
            blocks.writeBytes(block);
        }
        return Arrays.copyOf(blocks.toByteArray(), 100);
    }

    private static byte[] expanded(Hkdf hkdf, Secret secret) {
        return hkdf.expandLabel(secret, "key", new byte[0], 100);
    }
}
