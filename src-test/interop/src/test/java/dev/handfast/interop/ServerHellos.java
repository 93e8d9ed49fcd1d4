package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The ServerHello of a connection, and the HelloRetryRequest before it if there was one, read from the wire by a reader that shares
 * no code with Handfast.
 */
record ServerHellos(List<Hello> all) {
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int KEY_SHARE = 51;
    private static final int RECORD_HEADER = 5;

    /** The random of a HelloRetryRequest (RFC 9846 §4.2.3). */
    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    record Hello(boolean retry, int suite, int group) {}

    boolean retried() {
        return all.stream().anyMatch(Hello::retry);
    }

    /** Asserts that what stands in the last one is what {@code terms} allow. */
    void assertAgree(Terms terms) {
        Hello agreed = all.get(all.size() - 1);
        terms.suite().ifPresent(suite -> assertEquals(suite.code, agreed.suite(), "the suite on the wire"));
        terms.peerGroup().ifPresent(group -> assertEquals(group.code, agreed.group(), "the group on the wire"));
        terms.ourGroup().ifPresent(group -> assertEquals(group.code, agreed.group(), "the group on the wire"));
    }

    static ServerHellos in(byte[] wire) {
        var found = new ArrayList<Hello>();
        ByteBuffer records = ByteBuffer.wrap(wire);
        while (records.remaining() > RECORD_HEADER) {
            int type = records.get();
            int length = records.position(records.position() + 2).getShort() & 0xFFFF;
            if (length > records.remaining()) {
                break;
            }
            ByteBuffer body = records.slice(records.position(), length);
            if (type == HANDSHAKE && body.get(0) == SERVER_HELLO) {
                found.add(hello(body.position(4)));
            }
            records.position(records.position() + length);
        }
        return new ServerHellos(List.copyOf(found));
    }

    private static Hello hello(ByteBuffer body) {
        byte[] random = new byte[32];
        body.position(body.position() + 2).get(random);
        int sessionId = body.get();
        int suite = body.position(body.position() + sessionId).getShort() & 0xFFFF;
        int end = (body.position(body.position() + 1).getShort() & 0xFFFF) + body.position();
        int group = 0;
        while (body.position() < end) {
            int extension = body.getShort() & 0xFFFF;
            int length = body.getShort() & 0xFFFF;
            if (extension == KEY_SHARE) {
                group = body.getShort(body.position()) & 0xFFFF;
            }
            body.position(body.position() + length);
        }
        return new Hello(Arrays.equals(random, RETRY), suite, group);
    }
}
