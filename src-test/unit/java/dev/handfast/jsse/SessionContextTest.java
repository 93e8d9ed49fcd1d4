package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The bounds of a session cache. */
class SessionContextTest {
    private final SessionContext context = new SessionContext();

    @Test
    void defaultsAreTheJdks() {
        assertEquals(20_480, context.getSessionCacheSize());
        assertEquals(86_400, context.getSessionTimeout());
    }

    @Test
    void boundsMayBeSetDownToNone() {
        context.setSessionCacheSize(0);
        context.setSessionTimeout(0);
        assertEquals(0, context.getSessionCacheSize());
        assertEquals(0, context.getSessionTimeout());
        assertThrows(IllegalArgumentException.class, () -> context.setSessionCacheSize(-1));
        assertThrows(IllegalArgumentException.class, () -> context.setSessionTimeout(-1));
    }

    @Test
    void operatorSetsTheSize() throws Exception {
        Setting.system(
                "javax.net.ssl.sessionCacheSize",
                "7",
                () -> assertEquals(7, new SessionContext().getSessionCacheSize()));
        Setting.system(
                "javax.net.ssl.sessionCacheSize",
                "-7",
                () -> assertEquals(20_480, new SessionContext().getSessionCacheSize()));
    }

    @Test
    void unknownSessionIsNoneAndNullIsNoId() {
        assertNull(context.getSession(new byte[32]));
        assertThrows(NullPointerException.class, () -> context.getSession(null));
        assertFalse(context.getIds().hasMoreElements());
    }
}
