package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The id that a session has of its own is made when somebody asks for it. */
class SessionIdTest {
    private static Session session(SecureRandom random) {
        return Session.beginning(null, "a.example", 443, List.of(), List.of(), random);
    }

    @Test
    void itStaysAndDiffersFromAllOthers() {
        Session session = session(new SecureRandom());
        byte[] id = session.getId();
        assertEquals(32, id.length);
        assertArrayEquals(id, session.getId());
        assertFalse(Arrays.equals(id, session.another().getId()));
        assertFalse(Arrays.equals(id, session(new SecureRandom()).getId()));
    }

    @Test
    void callerCannotChangeIt() {
        Session session = session(new SecureRandom());
        byte[] id = session.getId();
        session.getId()[0]++;
        assertArrayEquals(id, session.getId());
    }

    /** Whoever is overtaken while it makes an id takes that of the other. */
    @Test
    void thoseWhoAskAtOnceGetTheSame() {
        var slow = new Overtaken();
        slow.session = session(slow);
        assertArrayEquals(slow.session.getId(), slow.first);
    }

    /** While it makes its first bytes somebody else asks for the id, and gets it. */
    private static final class Overtaken extends SecureRandom {
        private static final long serialVersionUID = 1;

        private transient Session session;
        private transient byte[] first;
        private boolean overtaken;

        @Override
        public void nextBytes(byte[] bytes) {
            if (!overtaken) {
                overtaken = true;
                first = session.getId();
            }
            super.nextBytes(bytes);
        }
    }
}
