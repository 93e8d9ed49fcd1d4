package dev.handfast.explain;

import java.time.Instant;
import java.util.List;

/**
 * What a {@link Trace} has heard up to now. Immutable.
 *
 * @param client what the client is called
 * @param server what the server is called
 * @param began when the first moment was, by the wall clock; when the trace was made, as long as there is none
 * @param moments in the order of time
 * @param dropped moments that came after the trace was full
 */
public record Recording(String client, String server, Instant began, List<Moment> moments, long dropped) {

    public Recording {
        moments = List.copyOf(moments);
    }

    /** What {@code side} is called. */
    public String nameOf(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** Whether {@code side} was listened to: of one that was not, only its messages are known. */
    public boolean isHeard(Side side) {
        return moments.stream().anyMatch(moment -> moment.side() == side);
    }
}
