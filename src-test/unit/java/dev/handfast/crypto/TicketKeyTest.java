package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] STATE = {1, 2, 3};

    @Test
    void whatIsSealedOpens() {
        TicketKey key = TicketKey.generate(RANDOM);
        byte[] ticket = key.seal(STATE, RANDOM).orElseThrow();
        assertTrue(key.isNamedBy(ticket));
        assertArrayEquals(STATE, key.open(ticket).orElseThrow());
        assertFalse(Arrays.equals(ticket, key.seal(STATE, RANDOM).orElseThrow()), "two tickets look alike");
    }

    @Test
    void whatWasChangedOrCutDoesNotOpen() {
        TicketKey key = TicketKey.generate(RANDOM);
        byte[] ticket = key.seal(STATE, RANDOM).orElseThrow();
        for (int at = 0; at < ticket.length; at++) {
            byte[] changed = ticket.clone();
            changed[at] ^= 1;
            assertEquals(Optional.empty(), key.open(changed), "byte " + at);
            assertEquals(Optional.empty(), key.open(Arrays.copyOf(ticket, at)), at + " bytes");
        }
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        byte[] name = new byte[TicketKey.NAME_LENGTH];
        var one = new TicketKey(name, new Secret(new byte[32]));
        byte[] other = new byte[32];
        other[0] = 1;
        assertEquals(
                Optional.empty(),
                new TicketKey(name, new Secret(other))
                        .open(one.seal(STATE, RANDOM).orElseThrow()));
        byte[] otherName = new byte[TicketKey.NAME_LENGTH];
        otherName[0] = 1;
        byte[] renamed = one.seal(STATE, RANDOM).orElseThrow();
        renamed[0] = 1;
        assertEquals(Optional.empty(), new TicketKey(otherName, new Secret(new byte[32])).open(renamed));
        assertFalse(TicketKey.generate(RANDOM).isNamedBy(one.seal(STATE, RANDOM).orElseThrow()));
    }

    @Test
    void keysOfAnotherLengthAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TicketKey(new byte[15], new Secret(new byte[32])));
        assertThrows(IllegalArgumentException.class, () -> new TicketKey(new byte[16], new Secret(new byte[16])));
    }

    /** Servers of a fleet make the same key of the same file, of whatever version they are. The key was calculated by another HKDF. */
    @ParameterizedTest
    @CsvSource({
        "64, faf0aa36f990dcc6ac743b7c2dea138ee63556be47eaa14f48a5e60abb27aa57",
        "32, 277536fd43bbf43bbaae9565fce170f71271c9eca68a86eee51db261dcc4bb27"
    })
    void aSharedSecretMakesTheSameKeyEverywhere(int length, String expected) {
        byte[] name = new byte[TicketKey.NAME_LENGTH];
        byte[] shared = new byte[length];
        for (int at = 0; at < length; at++) {
            name[at % name.length] = (byte) (at % name.length);
            shared[at] = (byte) (100 + at);
        }
        var known = new TicketKey(name, new Secret(HexFormat.of().parseHex(expected)));
        byte[] ticket = TicketKey.derived(name, shared).seal(STATE, RANDOM).orElseThrow();
        assertArrayEquals(STATE, known.open(ticket).orElseThrow());
        shared[length - 1]++;
        assertEquals(Optional.empty(), TicketKey.derived(name, shared).open(ticket), "its last byte counts");
    }

    @Test
    void anErasedKeySealsAndOpensNothing() {
        TicketKey key = TicketKey.generate(RANDOM);
        byte[] ticket = key.seal(STATE, RANDOM).orElseThrow();
        key.close();
        key.close();
        assertEquals(Optional.empty(), key.seal(STATE, RANDOM));
        assertEquals(Optional.empty(), key.open(ticket));
    }

    /** Somebody erases the key while another seals: the ticket is whole, or there is none. */
    @Test
    void nothingIsSealedUnderHalfAKey() throws Exception {
        byte[] name = new byte[TicketKey.NAME_LENGTH];
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 1);
        var same = new TicketKey(name, new Secret(secret.clone()));
        var keys = new AtomicReferenceArray<TicketKey>(20_000);
        for (int at = 0; at < keys.length(); at++) {
            keys.set(at, new TicketKey(name, new Secret(secret.clone())));
        }
        var turn = new AtomicInteger(-1);
        ExecutorService eraser = Executors.newSingleThreadExecutor();
        try {
            Future<?> erasing = eraser.submit(() -> {
                for (int at = 0; at < keys.length(); at++) {
                    while (turn.get() < at) {
                        Thread.onSpinWait();
                    }
                    keys.get(at).close();
                }
            });
            for (int at = 0; at < keys.length(); at++) {
                turn.set(at);
                Optional<byte[]> ticket = keys.get(at).seal(STATE, RANDOM);
                assertTrue(ticket.isEmpty() || same.open(ticket.get()).isPresent());
            }
            erasing.get();
        } finally {
            turn.set(Integer.MAX_VALUE);
            eraser.shutdown();
        }
    }
}
