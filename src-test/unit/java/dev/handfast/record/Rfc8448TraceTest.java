package dev.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.rfc8448.Rfc8448;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record in RFC 8448, made and opened byte for byte. The keys are proven by KeyScheduleTest. */
class Rfc8448TraceTest {
    private static final int END_OF_EARLY_DATA = 5;
    private static final int FINISHED = 20;
    private static final int FINISHED_LENGTH = 4 + 32;

    private static Stream<Rfc8448> all() {
        return Rfc8448.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRecordIsMadeAndOpenedAsPublished(Rfc8448 trace) throws TlsFault {
        Map<String, Side> sides = new HashMap<>();
        int records = 0;
        for (Rfc8448.Step step : trace.steps()) {
            if (step.title().startsWith("send ") && step.values().containsKey("complete record")) {
                sides.computeIfAbsent(step.role(), Side::new).plays(trace, step);
                records++;
            }
        }
        assertTrue(records >= 6, () -> "the trace has lost records");
    }

    /** One sender: what it sealed so far settles which keys come next. */
    private static final class Side {
        private final String role;
        private Sealer sealer = new PlainSealer();
        private Opener opener = new PlainOpener();
        private String epoch = "none";

        Side(String role) {
            this.role = role;
        }

        void plays(Rfc8448 trace, Rfc8448.Step step) throws TlsFault {
            byte[] published = step.value("complete record");
            byte[] payload = step.value("payload");
            ContentType type = type(step);
            if (type == ContentType.CHANGE_CIPHER_SPEC) {
                assertArrayEquals(published, sealed(new PlainSealer(), type, payload), step.toString());
                return;
            }
            if (published[0] == ContentType.APPLICATION_DATA.code() && epoch.equals("none")) {
                keys(trace, sendsEarlyData(trace) ? "early application" : "handshake");
            }
            assertArrayEquals(published, sealed(sealer, type, payload), step.toString());
            byte[] opened = new byte[opener.room(published.length)];
            int length = opener.open(published, 0, published.length, opened, 0);
            assertArrayEquals(payload, Arrays.copyOf(opened, length), step.toString());
            assertEquals(type, opener.type());
            if (type == ContentType.HANDSHAKE && payload[0] == END_OF_EARLY_DATA) {
                keys(trace, "handshake");
            } else if (epoch.equals("handshake") && endsInFinished(payload)) {
                keys(trace, "application");
            }
        }

        private boolean sendsEarlyData(Rfc8448 trace) {
            return trace.equals(Rfc8448.RESUMED) && role.equals("client");
        }

        private void keys(Rfc8448 trace, String next) {
            epoch = next;
            String other = role.equals("client") ? "server" : "client";
            Rfc8448.Step step = Stream.of(
                            trace.steps(role, "derive write traffic keys for " + next + " data"),
                            trace.steps(other, "derive read traffic keys for " + next + " data"))
                    .flatMap(List::stream)
                    .filter(found -> found.values().containsKey("key expanded"))
                    .findFirst()
                    .orElseThrow();
            var keys = new TrafficKeys(
                    CipherSuite.TLS_AES_128_GCM_SHA256,
                    new SecretKeySpec(step.value("key expanded"), "AES"),
                    step.value("iv expanded"));
            sealer = new Tls13Sealer(keys);
            opener = new Tls13Opener(keys);
        }

        private static boolean endsInFinished(byte[] payload) {
            return payload.length >= FINISHED_LENGTH && payload[payload.length - FINISHED_LENGTH] == FINISHED;
        }
    }

    private static ContentType type(Rfc8448.Step step) {
        String name = step.title().substring("send ".length(), step.title().indexOf(" record"));
        return ContentType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static byte[] sealed(Sealer sealer, ContentType type, byte[] payload) throws TlsFault {
        byte[] buffer = new byte[sealer.sealedLength(payload.length)];
        System.arraycopy(payload, 0, buffer, sealer.headroom(), payload.length);
        return Arrays.copyOf(buffer, sealer.seal(type, buffer, 0, payload.length));
    }
}
