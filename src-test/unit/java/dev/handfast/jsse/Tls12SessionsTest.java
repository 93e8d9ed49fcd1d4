package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;

/** A session has an id, or a ticket instead, and serves any number of connections. */
class Tls12SessionsTest extends ResumedSessionsTest {
    Tls12SessionsTest() {
        super("TLSv1.2", 1);
    }

    @Test
    void oneSessionServesManyConnectionsAndKeepsItsId() {
        connect();
        SSLSession second = connect().getSession();
        for (int again = 0; again < 3; again++) {
            SSLSession next = connect().getSession();
            assertTrue(wasResumed(), "connection " + again);
            assertEquals(second.getCreationTime(), next.getCreationTime());
        }
        assertEquals(1, ids(client.getClientSessionContext()).size());
    }

    /** What a server without tickets remembers has the same id on both sides (RFC 5246 §7.4.1.3). */
    @Test
    void withoutTicketsBothSidesFindTheSessionByItsId() throws Exception {
        SSLContext remembering = Operator.sets("jdk.tls.server.enableSessionTicketExtension=false")
                .context(keys, authority.trustManager());
        server = remembering;
        Meeting first =
                meet(client, "good.example", 443, ResumedSessionsTest::asItIs).required();
        byte[] id = first.client().getSession().getId();
        assertEquals(32, id.length);
        assertArrayEquals(id, first.server().getSession().getId());
        first.server().getSession().putValue("name", "value");
        SSLSessionContext sessions = remembering.getServerSessionContext();
        assertArrayEquals(id, sessions.getSession(id).getId());
        assertArrayEquals(id, client.getClientSessionContext().getSession(id).getId());
        Meeting second =
                meet(client, "good.example", 443, ResumedSessionsTest::asItIs).required();
        assertTrue(wasResumed());
        assertArrayEquals(id, second.client().getSession().getId());
        assertArrayEquals(id, second.server().getSession().getId());
        assertEquals("value", second.server().getSession().getValue("name"));
        assertEquals(List.of("name"), List.of(second.server().getSession().getValueNames()));
        second.server().getSession().invalidate();
        connect();
        assertTrue(!wasResumed());
    }
}
