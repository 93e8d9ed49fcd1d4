package dev.handfast;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two sets in turn (RFC 9846 §8.2): a hello is looked for in both and put into the younger one, which becomes the older one after
 * as long as a hello could be sent again. So each is remembered for at least that time.
 */
final class RecentHellos implements ReplayFilter {
    private final int capacity;
    private final InstantSource clock;
    private final Instant made;
    private final ReentrantLock lock = new ReentrantLock();
    private Set<ByteBuffer> younger = new HashSet<>();
    private Set<ByteBuffer> older = new HashSet<>();
    private Instant turn;

    RecentHellos(int capacity) {
        this(capacity, InstantSource.system());
    }

    RecentHellos(int capacity, InstantSource clock) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("a replay filter has to remember something: capacity " + capacity);
        }
        this.capacity = capacity;
        this.clock = clock;
        this.made = clock.instant();
        this.turn = made.plus(WINDOW).plus(WINDOW);
    }

    @Override
    public boolean isFirst(byte[] id, Instant sent) {
        lock.lock();
        try {
            turnAt(clock.instant());
            ByteBuffer key = ByteBuffer.wrap(id.clone());
            // One that was sent before may have been taken by whoever was here before us.
            boolean first = sent.isAfter(made.plus(WINDOW)) && !older.contains(key) && !younger.contains(key);
            return first && younger.size() + older.size() < capacity && younger.add(key);
        } finally {
            lock.unlock();
        }
    }

    private void turnAt(Instant now) {
        if (now.isBefore(turn)) {
            return;
        }
        boolean longAgo = !now.isBefore(turn.plus(WINDOW).plus(WINDOW));
        older = longAgo ? new HashSet<>() : younger;
        younger = new HashSet<>();
        turn = now.plus(WINDOW).plus(WINDOW);
    }
}
