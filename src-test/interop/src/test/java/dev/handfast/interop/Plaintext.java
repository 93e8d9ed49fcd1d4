package dev.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one side said in the clear: whole handshake messages, and the alert that it ended with if it did. It is read from the wire by
 * a reader that shares no code with Handfast.
 */
record Plaintext(List<Message> messages, OptionalInt alert) {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;

    record Message(int type, ByteBuffer body) {}

    static Plaintext in(byte[] wire) {
        var handshake = new ByteArrayOutputStream();
        OptionalInt alert = OptionalInt.empty();
        ByteBuffer records = ByteBuffer.wrap(wire);
        while (records.remaining() > RECORD_HEADER) {
            int type = records.get();
            int length = records.position(records.position() + 2).getShort() & 0xFFFF;
            if (length > records.remaining()) {
                break;
            }
            if (type == HANDSHAKE) {
                handshake.write(wire, records.position(), length);
            } else if (type == ALERT) {
                alert = OptionalInt.of(records.get(records.position() + 1));
            } else if (type != CHANGE_CIPHER_SPEC || messages(handshake).size() > 1) {
                // Behind one hello alone it only looks like a change (RFC 9846 §E.4).
                break;
            }
            records.position(records.position() + length);
        }
        return new Plaintext(messages(handshake), alert);
    }

    private static List<Message> messages(ByteArrayOutputStream handshake) {
        var found = new ArrayList<Message>();
        ByteBuffer content = ByteBuffer.wrap(handshake.toByteArray());
        while (content.remaining() >= MESSAGE_HEADER) {
            int header = content.getInt();
            int length = header & 0xFFFFFF;
            if (length > content.remaining()) {
                break;
            }
            found.add(new Message(header >>> 24, content.slice(content.position(), length)));
            content.position(content.position() + length);
        }
        return List.copyOf(found);
    }
}
