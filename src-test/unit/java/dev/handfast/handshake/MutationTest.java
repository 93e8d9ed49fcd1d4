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
    @EnumSource(Talk.class)
    void everyByte(Talk talk) {
        List<byte[]> records = recorded(talk);
        for (int record = 0; record < records.size(); record++) {
            byte[] content = records.get(record);
            int step =
                    1 + content.length / 250; // certificates and the numbers of a finite field are long, and all alike
            for (int at = 0; at < content.length; at += at > 40 ? step : 1) {
                for (int change : new int[] {1, 0x80, 0xFF}) {
                    int where = at;
                    assertSurvives(talk, changing(record, old -> flipped(old, where, change)), record + "." + at);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void everyLength(Talk talk) {
        List<byte[]> records = recorded(talk);
        for (int record = 0; record < records.size(); record++) {
            int length = records.get(record).length;
            for (int cut = 0; cut <= length; cut += 1 + length / 40) {
                int left = cut;
                assertSurvives(talk, changing(record, old -> Arrays.copyOf(old, Math.min(left, old.length))), "cut");
                assertSurvives(talk, changing(record, old -> Arrays.copyOf(old, old.length + left)), "longer");
            }
            assertSurvives(talk, changing(record, old -> ScriptedPeer.join(old, old)), "double");
        }
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void anything(Talk talk) {
        var random = new Random(SEED);
        List<byte[]> records = recorded(talk);
        for (int round = 0; round < 1500; round++) {
            int other = random.nextInt(records.size());
            int changes = 1 + random.nextInt(4);
            long seed = random.nextLong();
            assertSurvives(
                    talk,
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

    private static List<byte[]> recorded(Talk talk) {
        List<byte[]> records = new ArrayList<>();
        assertTrue(converse(talk, (number, content) -> {
                    records.add(content);
                    return content;
                })
                .isOpen());
        return records;
    }

    private static void assertSurvives(Talk talk, BiFunction<Integer, byte[], byte[]> tampering, String what) {
        Connection subject = converse(talk, tampering);
        assertFalse(subject.isBusy(), what);
        try {
            subject.checkFault();
        } catch (TlsFault fault) {
            assertNotEquals(Alert.INTERNAL_ERROR, fault.alert(), what + ": " + fault.getMessage());
        }
    }

    /** A handshake with client authentication as far as it goes, and what came of the subject. */
    private static Connection converse(Talk talk, BiFunction<Integer, byte[], byte[]> tampering) {
        ScriptedPeer peer = talk.peer();
        peer.tamperWith(tampering);
        try {
            peer.handshake();
        } catch (TlsFault | AssertionError | RuntimeException lost) {
            // The peer lost the thread; what counts is the subject. What that throws is a BrokenSubject.
            assertFalse(lost.getCause() instanceof ScriptedPeer.BrokenSubject);
        }
        return peer.subject();
    }

    /** What the subject is, and the handshake that its peer leads it through. */
    private enum Talk {
        TLS13_CLIENT {
            @Override
            ScriptedPeer peer() {
                return new ScriptedServer(tls13().build()).asking();
            }
        },
        TLS13_SERVER {
            @Override
            ScriptedPeer peer() {
                return new ScriptedClient(tls13().clientAuthentication(ClientAuthentication.NEEDED)
                        .build());
            }
        },
        ECDHE_CLIENT {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Server(ECDHE).asking();
            }
        },
        ECDHE_SERVER {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Client(ECDHE, tls12Server());
            }
        },
        RESUMING_CLIENT {
            @Override
            ScriptedPeer peer() {
                return ResumingTls12Server.of(ECDHE);
            }
        },
        RESUMING_SERVER {
            @Override
            ScriptedPeer peer() {
                return new ResumingTls12Client(ECDHE, ResumingTls12Client.settings());
            }
        },
        DHE_CLIENT {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Server(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA);
            }
        },
        TRANSPORT_CLIENT {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Server(TRANSPORT).asking();
            }
        },
        TRANSPORT_SERVER {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Client(TRANSPORT, tls12Server());
            }
        };

        private static final CipherSuite ECDHE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
        private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256;

        abstract ScriptedPeer peer();

        private static Settings.Builder tls13() {
            return ScriptedClient.settings().suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256));
        }

        private static Settings tls12Server() {
            return ScriptedTls12Client.settings()
                    .clientAuthentication(ClientAuthentication.NEEDED)
                    .build();
        }
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
