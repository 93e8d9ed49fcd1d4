package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure names what the peer offers, within bounds. */
class OfferedNamesTest {
    /** A hello of the size that TLS allows may name tens of thousands; what hangs on an exception does not. */
    @Test
    void ofWhatAPeerOffersAFailureKeepsSoMuch() throws TlsFault {
        var client = new ScriptedClient();
        client.say(client.draft().fields(fields -> withSuites(fields, 20_000)).encode());
        TlsFault fault = assertThrows(TlsFault.class, client.subject()::checkFault);
        assertEquals(FailureKind.NO_COMMON_CIPHER_SUITE, fault.facts().kind());
        List<String> theirs = fault.facts().theirs();
        assertEquals(401, theirs.size());
        assertEquals("and 19600 more", theirs.get(400));
    }

    @Test
    void andOfALongNameItsBeginning() {
        TlsFailure.Facts facts = TlsFailure.Facts.of(FailureKind.NO_COMMON_APPLICATION_PROTOCOL)
                .offers(List.of("h2"), List.of("p".repeat(300), "q".repeat(301), "r".repeat(299) + "\ud83d\ude00"));
        assertEquals(List.of("p".repeat(300), "q".repeat(300) + "…", "r".repeat(299) + "…"), facts.theirs());
        assertEquals(facts.theirs(), facts.remedy("another").theirs(), "copies are not cut again");
    }

    /** The same hello with so many suites that nobody knows. */
    private static byte[] withSuites(byte[] fields, int count) {
        int sessionId = 2 + 32;
        int suites = sessionId + 1 + fields[sessionId];
        byte[] list = new byte[2 * count];
        for (int at = 0; at < list.length; at += 2) {
            list[at] = 0x5A;
            list[at + 1] = (byte) at;
        }
        int old = ((fields[suites] & 0xFF) << 8) + (fields[suites + 1] & 0xFF);
        return ScriptedPeer.join(
                Arrays.copyOf(fields, suites),
                new byte[] {(byte) (list.length >> 8), (byte) list.length},
                list,
                Arrays.copyOfRange(fields, suites + 2 + old, fields.length));
    }
}
