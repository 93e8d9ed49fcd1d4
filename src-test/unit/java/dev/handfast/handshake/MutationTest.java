package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A handshake with every byte of every message of the peer changed, and with messages that are cut, doubled, left out or
 * shuffled: the subject completes it or dies of a fault of the peer's, and of nothing else.
 */
@Timeout(120)
class MutationTest {
    private static final long SEED = 0x48616E64L;

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyByte(Role role) {
        List<byte[]> records = recorded(role);
        for (int record = 0; record < records.size(); record++) {
            byte[] content = records.get(record);
            boolean certificate = content[0] == 11;
            for (int at = 0; at < content.length; at += certificate && at > 40 ? 3 : 1) {
                for (int change : new int[] {1, 0x80, 0xFF}) {
                    int where = at;
                    assertSurvives(role, changing(record, old -> flipped(old, where, change)), record + "." + at);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyLength(Role role) {
        List<byte[]> records = recorded(role);
        for (int record = 0; record < records.size(); record++) {
            int length = records.get(record).length;
            for (int cut = 0; cut <= length; cut += 1 + length / 40) {
                int left = cut;
                assertSurvives(role, changing(record, old -> Arrays.copyOf(old, Math.min(left, old.length))), "cut");
                assertSurvives(role, changing(record, old -> Arrays.copyOf(old, old.length + left)), "longer");
            }
            assertSurvives(role, changing(record, old -> ScriptedPeer.join(old, old)), "double");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anything(Role role) {
        var random = new Random(SEED);
        List<byte[]> records = recorded(role);
        for (int round = 0; round < 1500; round++) {
            int other = random.nextInt(records.size());
            int changes = 1 + random.nextInt(4);
            long seed = random.nextLong();
            assertSurvives(
                    role,
                    (number, old) -> {
                        var dice = new Random(seed + number);
                        byte[] bytes = dice.nextInt(8) == 0 ? records.get(other).clone() : old.clone();
                        for (int i = 0; i < changes && dice.nextInt(3) == 0 && bytes.length > 0; i++) {
                            bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
                        }
                        return bytes;
                    },
                    "seed " + SEED + ", round " + round);
        }
    }

    private static List<byte[]> recorded(Role role) {
        List<byte[]> records = new ArrayList<>();
        assertTrue(converse(role, (number, content) -> {
                    records.add(content);
                    return content;
                })
                .isOpen());
        return records;
    }

    private static void assertSurvives(Role role, BiFunction<Integer, byte[], byte[]> tampering, String what) {
        Connection subject = converse(role, tampering);
        assertFalse(subject.isBusy(), what);
        try {
            subject.checkFault();
        } catch (TlsFault fault) {
            assertNotEquals(Alert.INTERNAL_ERROR, fault.alert(), what + ": " + fault.getMessage());
        }
    }

    /** A handshake with client authentication as far as it goes, and what came of the subject. */
    private static Connection converse(Role role, BiFunction<Integer, byte[], byte[]> tampering) {
        Settings settings = ScriptedClient.settings()
                .suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256))
                .clientAuthentication(ClientAuthentication.NEEDED)
                .build();
        ScriptedTls13Peer peer = role.peer(settings);
        if (peer instanceof ScriptedServer server) {
            server.asking();
        }
        peer.tamperWith(tampering);
        try {
            peer.handshake();
        } catch (TlsFault | AssertionError | RuntimeException lost) {
            // The peer lost the thread; what counts is the subject. What that throws is a BrokenSubject.
            assertFalse(lost.getCause() instanceof ScriptedPeer.BrokenSubject);
        }
        return peer.subject();
    }

    private interface Change {
        byte[] of(byte[] content);
    }

    private static BiFunction<Integer, byte[], byte[]> changing(int record, Change change) {
        return (number, content) -> number == record ? change.of(content) : content;
    }

    private static byte[] flipped(byte[] content, int at, int change) {
        byte[] changed = content.clone();
        if (at < changed.length) {
            changed[at] ^= (byte) change;
        }
        return changed;
    }
}
