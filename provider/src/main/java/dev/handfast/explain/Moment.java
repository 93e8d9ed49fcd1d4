package dev.handfast.explain;

import dev.handfast.HandshakeEvent;

/**
 * An event, on which side it happened, and when. Immutable.
 *
 * @param nanos since the first moment of its trace; of one clock for both sides
 */
public record Moment(long nanos, Side side, HandshakeEvent event) {}
