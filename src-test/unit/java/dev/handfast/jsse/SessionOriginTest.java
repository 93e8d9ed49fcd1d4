package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionOriginTest {
    private static final long LONG_AGO = 1000;

    private final SessionOrigin origin = new SessionOrigin(LONG_AGO);

    @Test
    void itIsAsOldAsTheFirstHandshakeAndWasUsedWhenItWasResumed() {
        assertEquals(LONG_AGO, origin.created());
        assertEquals(LONG_AGO, origin.lastAccessed());
        long before = System.currentTimeMillis();
        origin.resumed(new SessionOrigin(before));
        assertEquals(LONG_AGO, origin.created());
        assertTrue(origin.lastAccessed() >= before);
    }

    /** Clocks of a fleet differ, and are set back. */
    @Test
    void itIsNeverUsedBeforeItWasMade() {
        long tomorrow = System.currentTimeMillis() + 86_400_000;
        var future = new SessionOrigin(tomorrow);
        future.resumed(origin);
        assertEquals(tomorrow, future.lastAccessed());
    }

    @Test
    void whatWasAttachedBeforeItWasKnownCounts() {
        var beginning = new SessionOrigin(LONG_AGO);
        beginning.values().put(Session.none(null, -1), "name", "value");
        origin.resumed(beginning);
        assertEquals("value", origin.values().get("name"));
    }

    @Test
    void whatIsAttachedStaysWhateverWasAskedBefore() {
        assertNull(origin.values().get("name"));
        origin.values().put(Session.none(null, -1), "name", "value");
        origin.resumed(new SessionOrigin(LONG_AGO));
        assertEquals("value", origin.values().get("name"));
    }

    @Test
    void itIsValidUntilSomebodySaysOtherwise() {
        assertTrue(origin.isValid());
        origin.invalidate();
        assertFalse(origin.isValid());
    }
}
