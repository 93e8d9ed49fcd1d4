package dev.handfast.explain;

import dev.handfast.TlsMessage;
import java.util.List;
import java.util.OptionalLong;

/**
 * A handshake message of a recorded connection. Immutable.
 *
 * @param moment in which it was first heard of: its place in {@link Recording#moments}
 * @param sent when it was, in nanoseconds since the trace began; empty if its sender was not listened to
 * @param received when it was, in the same way
 * @param keys under which it went
 * @param fields what its bytes are
 */
public record TracedMessage(
        int moment,
        Side sender,
        OptionalLong sent,
        OptionalLong received,
        TlsMessage message,
        Keys keys,
        List<Field> fields) {

    public TracedMessage {
        fields = List.copyOf(fields);
    }

    /** The messages in the order in which they were first heard of. */
    public static List<TracedMessage> of(Recording recording) {
        return new MessageMatching(recording).messages();
    }

    /** When it was first heard of, in nanoseconds since the trace began. */
    public long at() {
        return sent.orElseGet(() -> received.orElse(0));
    }

    TracedMessage sentAt(long nanos) {
        return new TracedMessage(moment, sender, OptionalLong.of(nanos), received, message, keys, fields);
    }

    TracedMessage receivedAt(long nanos) {
        return new TracedMessage(moment, sender, sent, OptionalLong.of(nanos), message, keys, fields);
    }
}
