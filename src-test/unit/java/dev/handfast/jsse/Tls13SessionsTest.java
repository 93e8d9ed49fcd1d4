package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;

/** A client keeps the two tickets of each connection, and uses each once. */
class Tls13SessionsTest extends ResumedSessionsTest {
    Tls13SessionsTest() {
        super("TLSv1.3", 2);
    }

    @Test
    void aThirdOneResumesWhatTheSecondLeft() {
        connect();
        for (int again = 0; again < 12; again++) {
            connect();
            assertTrue(wasResumed(), "connection " + again);
        }
        assertEquals(10, ids(client.getClientSessionContext()).size());
    }

    @Test
    void aSmallerCacheForgetsAtOnce() {
        connect();
        connect(client, "other.example", 443, ResumedSessionsTest::asItIs);
        SSLSessionContext sessions = client.getClientSessionContext();
        assertEquals(4, ids(sessions).size());
        sessions.setSessionCacheSize(1);
        assertEquals(1, ids(sessions).size());
        connect();
        assertFalse(wasResumed(), "what was used last stays");
    }

    @Test
    void aSessionIsFoundByItsId() throws Exception {
        SSLSession first = connect().getSession();
        SSLSessionContext sessions = client.getClientSessionContext();
        for (byte[] id : ids(sessions)) {
            SSLSession found = sessions.getSession(id);
            assertArrayEquals(id, found.getId());
            assertArrayEquals(first.getPeerCertificates(), found.getPeerCertificates());
        }
        assertNull(sessions.getSession(first.getId()), "a ticket's session has an id of its own");
        assertThrows(NullPointerException.class, () -> sessions.getSession(null));
    }
}
