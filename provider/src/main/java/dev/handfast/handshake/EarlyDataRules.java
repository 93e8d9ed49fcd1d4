package dev.handfast.handshake;

import dev.handfast.ReplayFilter;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.time.Instant;

/**
 * What early data a server takes (RFC 9846 §4.3.10, §8).
 *
 * @param limit bytes that one connection may bring; 0 for none at all
 * @param filter knows what was taken before
 * @param sink gets it, in order; called under the inbound lock of the connection
 */
public record EarlyDataRules(int limit, ReplayFilter filter, Sink sink) {
    /** None is taken. */
    public static final EarlyDataRules NONE = new EarlyDataRules(0, Nobodys.INSTANCE, Nobodys.INSTANCE);

    /** Where early data goes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes {@code data} over. */
        void receive(byte[] data) throws TlsFault;
    }

    /** No hello is fresh, and nothing is taken from it. */
    private enum Nobodys implements ReplayFilter, Sink {
        INSTANCE;

        @Override
        public boolean isFirst(byte[] id, Instant sent) {
            return false;
        }

        @Override
        public void receive(byte[] data) {}
    }

    /** Whether a hello of now, or what pretends to be one, may bring early data: it is neither late nor a copy (§8.2, §8.3). */
    public boolean isFresh(byte[] id, Instant sent, Instant now) throws TlsFault {
        return !sent.isBefore(now.minus(ReplayFilter.WINDOW))
                && !sent.isAfter(now.plus(ReplayFilter.WINDOW))
                && isFirst(id, sent);
    }

    private boolean isFirst(byte[] id, Instant sent) throws TlsFault {
        try {
            return filter.isFirst(id, sent);
        } catch (RuntimeException broken) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "our replay filter failed: " + broken, broken);
        }
    }
}
