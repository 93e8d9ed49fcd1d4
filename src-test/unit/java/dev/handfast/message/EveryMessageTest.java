package dev.handfast.message;

import static dev.handfast.message.Faults.withBodyOf;
import static dev.handfast.message.Version.TLS_1_2;
import static dev.handfast.message.Version.TLS_1_3;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each message: those of RFC 8448 and one of our own of each kind, in both versions. */
class EveryMessageTest {
    private static final long SEED = 9846;
    private static final int MUTANTS_PER_BYTE = 16;

    /** A message and whose it is. */
    private record Wire(Version version, String name, byte[] bytes) {
        static Wire of(Version version, HandshakeMessage sample) {
            return new Wire(version, sample.getClass().getSimpleName(), sample.encode());
        }

        HandshakeMessage decode() throws TlsFault {
            return version.decode(bytes);
        }

        void assertRefused(byte[] changed, String what) {
            Faults.assertRefused(version, Alert.DECODE_ERROR, changed, what);
        }

        @Override
        public String toString() {
            return name + " of " + version + ", " + bytes.length + " bytes";
        }
    }

    static Stream<Wire> messages() {
        return Stream.of(
                        Traces.all().map(trace -> new Wire(TLS_1_3, trace.name(), trace.bytes())),
                        Samples.all().map(sample -> Wire.of(TLS_1_3, sample)),
                        Samples12.all().map(sample -> Wire.of(TLS_1_2, sample)))
                .flatMap(Function.identity());
    }

    @Test
    void thereIsASampleOfEachKind() {
        Set<Class<?>> kinds = Stream.concat(Samples.all(), Samples12.all())
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertEquals(Set.of(HandshakeMessage.class.getPermittedSubclasses()), kinds);
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.message.Traces#all")
    void aMessageOfRfc8448IsDecodedAsWhatItIs(Traces.Trace trace) throws TlsFault {
        assertEquals(trace.name(), Tls13Messages.decode(trace.bytes()).type().toString());
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.message.Samples#all")
    void aSampleIsDecodedAsWhatItWas(HandshakeMessage sample) throws TlsFault {
        assertSame(sample.getClass(), Tls13Messages.decode(sample.encode()).getClass());
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.message.Samples12#all")
    void aSampleOfTls12IsDecodedAsWhatItWas(HandshakeMessage sample) throws TlsFault {
        assertSame(sample.getClass(), Tls12Messages.decode(sample.encode()).getClass());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void encodingGivesTheBytesThatWereDecoded(Wire wire) throws TlsFault {
        assertArrayEquals(wire.bytes(), wire.decode().encode());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageShorterThanItsHeaderSaysIsADecodeError(Wire wire) {
        for (int length = 0; length < wire.bytes().length; length++) {
            wire.assertRefused(Arrays.copyOf(wire.bytes(), length), "cut at " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageLongerThanItsHeaderSaysIsADecodeError(Wire wire) {
        wire.assertRefused(Arrays.copyOf(wire.bytes(), wire.bytes().length + 1), "a byte behind it");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aBodyThatEndsEarlyIsADecodeError(Wire wire) throws TlsFault {
        HandshakeMessage whole = wire.decode();
        for (int length = 0; length < wire.bytes().length - 4 && !isReadByTheState(whole); length++) {
            if (length != lengthWithoutExtensions(whole)) {
                wire.assertRefused(withBodyOf(length, wire.bytes()), "cut at " + length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aBodyWithAByteTooManyIsADecodeError(Wire wire) throws TlsFault {
        if (!isReadByTheState(wire.decode())) {
            byte[] longer = Arrays.copyOf(wire.bytes(), wire.bytes().length + 1);
            wire.assertRefused(withBodyOf(wire.bytes().length - 3, longer), "a byte more");
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aChangedByteGivesAMessageOrAFaultAndNothingElse(Wire wire) {
        var random = new Random(SEED);
        for (int at = 0; at < wire.bytes().length; at++) {
            for (int mutant = 0; mutant < MUTANTS_PER_BYTE; mutant++) {
                byte[] changed = wire.bytes().clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                if (mutant % 2 == 1) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                decodeMutant(wire.version(), changed, "seed " + SEED + ", byte " + at + ", mutant " + mutant);
            }
        }
    }

    /** A mutant that is a message is encoded as it came, but for the block that a hello of TLS 1.2 need not have. */
    private static void decodeMutant(Version version, byte[] mutant, String which) {
        HandshakeMessage decoded;
        try {
            decoded = version.decode(mutant);
        } catch (TlsFault fault) {
            assertNotNull(fault.alert(), which);
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(which, e);
        }
        if (mutant.length - 4 != lengthWithoutExtensions(decoded)) {
            assertArrayEquals(mutant, decoded.encode(), which);
        }
    }

    /** The length of a Finished is the state's business, and so is what a key exchange of TLS 1.2 holds: KeyExchangeTest. */
    private static boolean isReadByTheState(HandshakeMessage message) {
        return message instanceof Finished
                || message instanceof ServerKeyExchange
                || message instanceof ClientKeyExchange;
    }

    /** Where a hello of TLS 1.2 may end: before its extensions (RFC 9846 §4.2.2). -1 for other messages. */
    private static int lengthWithoutExtensions(HandshakeMessage message) {
        if (message instanceof ClientHello hello) {
            return 2
                    + 32
                    + 1
                    + hello.legacySessionId().length
                    + 2
                    + 2 * hello.cipherSuites().size()
                    + 1
                    + hello.legacyCompressionMethods().length;
        }
        return message instanceof ServerHello hello ? 2 + 32 + 1 + hello.legacySessionIdEcho().length + 3 : -1;
    }
}
