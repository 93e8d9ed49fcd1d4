package dev.handfast.message;

import static dev.handfast.message.Faults.assertRefused;
import static dev.handfast.message.Faults.withBodyOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each message: those of RFC 8448 and one of our own of each kind. */
class EveryMessageTest {
    private static final long SEED = 9846;
    private static final int MUTANTS_PER_BYTE = 16;

    static Stream<byte[]> messages() {
        return Stream.concat(
                Traces.all().map(Traces.Trace::bytes), Samples.all().map(HandshakeMessage::encode));
    }

    @Test
    void thereIsASampleOfEachKind() {
        Set<Class<?>> kinds = Samples.all().map(Object::getClass).collect(Collectors.toSet());

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
    @MethodSource("messages")
    void encodingGivesTheBytesThatWereDecoded(byte[] message) throws TlsFault {
        assertArrayEquals(message, Tls13Messages.decode(message).encode());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageShorterThanItsHeaderSaysIsADecodeError(byte[] message) {
        for (int length = 0; length < message.length; length++) {
            assertRefused(Alert.DECODE_ERROR, Arrays.copyOf(message, length), "cut at " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageLongerThanItsHeaderSaysIsADecodeError(byte[] message) {
        assertRefused(Alert.DECODE_ERROR, Arrays.copyOf(message, message.length + 1));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aBodyThatEndsEarlyIsADecodeError(byte[] message) throws TlsFault {
        HandshakeMessage whole = Tls13Messages.decode(message);
        if (whole instanceof Finished) {
            return; // its length is the state's business
        }
        for (int length = 0; length < message.length - 4; length++) {
            if (length != lengthWithoutExtensions(whole)) {
                assertRefused(Alert.DECODE_ERROR, withBodyOf(length, message), "cut at " + length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aBodyWithAByteTooManyIsADecodeError(byte[] message) throws TlsFault {
        if (!(Tls13Messages.decode(message) instanceof Finished)) {
            byte[] longer = Arrays.copyOf(message, message.length + 1);
            assertRefused(Alert.DECODE_ERROR, withBodyOf(message.length - 3, longer));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aChangedByteGivesAMessageOrAFaultAndNothingElse(byte[] message) {
        var random = new Random(SEED);
        for (int at = 0; at < message.length; at++) {
            for (int mutant = 0; mutant < MUTANTS_PER_BYTE; mutant++) {
                byte[] changed = message.clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                if (mutant % 2 == 1) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                decodeMutant(changed, "seed " + SEED + ", byte " + at + ", mutant " + mutant);
            }
        }
    }

    /** A mutant that is a message is encoded as it came, but for the block that a hello of TLS 1.2 need not have. */
    private static void decodeMutant(byte[] mutant, String which) {
        HandshakeMessage decoded;
        try {
            decoded = Tls13Messages.decode(mutant);
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
