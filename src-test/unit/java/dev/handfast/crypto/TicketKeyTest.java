package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] STATE = {1, 2, 3};

    @Test
    void whatIsSealedOpens() {
        TicketKey key = TicketKey.generate(RANDOM);
        byte[] ticket = key.seal(STATE, RANDOM);
        assertTrue(key.isNamedBy(ticket));
        assertArrayEquals(STATE, key.open(ticket).orElseThrow());
        assertFalse(Arrays.equals(ticket, key.seal(STATE, RANDOM)), "two tickets look alike");
    }

    @Test
    void whatWasChangedOrCutDoesNotOpen() {
        TicketKey key = TicketKey.generate(RANDOM);
        byte[] ticket = key.seal(STATE, RANDOM);
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
        assertEquals(Optional.empty(), new TicketKey(name, new Secret(other)).open(one.seal(STATE, RANDOM)));
        byte[] otherName = new byte[TicketKey.NAME_LENGTH];
        otherName[0] = 1;
        byte[] renamed = one.seal(STATE, RANDOM);
        renamed[0] = 1;
        assertEquals(Optional.empty(), new TicketKey(otherName, new Secret(new byte[32])).open(renamed));
        assertFalse(TicketKey.generate(RANDOM).isNamedBy(one.seal(STATE, RANDOM)));
    }

    @Test
    void keysOfAnotherLengthAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TicketKey(new byte[15], new Secret(new byte[32])));
        assertThrows(IllegalArgumentException.class, () -> new TicketKey(new byte[16], new Secret(new byte[16])));
    }
}
