package dev.handfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentHellosTest {
    private static final Instant MADE = Instant.ofEpochSecond(1_800_000_000L);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private Instant now = MADE;
    private final RecentHellos filter = new RecentHellos(4, () -> now);

    private static byte[] id(int number) {
        return ByteBuffer.allocate(32).putInt(number).array();
    }

    private boolean isFirst(int number) {
        return filter.isFirst(id(number), now);
    }

    private void warmUp() {
        now = MADE.plus(ReplayFilter.WINDOW).plus(MOMENT);
    }

    @Test
    void theSecondCopyIsNotTheFirst() {
        warmUp();
        assertTrue(isFirst(1));
        assertFalse(isFirst(1));
        assertTrue(isFirst(2));
    }

    @Test
    void aCopyIsKnownForAsLongAsItCouldBeFresh() {
        warmUp();
        Instant sent = now;
        assertTrue(isFirst(1));
        Duration fresh = ReplayFilter.WINDOW.multipliedBy(2);
        for (Duration later = MOMENT; later.compareTo(fresh) <= 0; later = later.plusMillis(500)) {
            now = sent.plus(later);
            assertFalse(filter.isFirst(id(1), sent), later.toString());
        }
    }

    @Test
    void whatIsOldIsForgotten() {
        warmUp();
        IntStream.rangeClosed(1, 4).forEach(number -> assertTrue(isFirst(number)));
        assertFalse(isFirst(5), "it is full");
        now = now.plus(ReplayFilter.WINDOW.multipliedBy(4));
        IntStream.rangeClosed(5, 8).forEach(number -> assertTrue(isFirst(number)));
        now = now.plus(ReplayFilter.WINDOW.multipliedBy(2));
        assertFalse(isFirst(9), "the older half counts, too");
        now = now.plus(ReplayFilter.WINDOW.multipliedBy(2));
        assertTrue(isFirst(9));
    }

    @Test
    void whatWasSentBeforeItWasThereMayHaveBeenTaken() {
        assertFalse(isFirst(1));
        now = MADE.plus(ReplayFilter.WINDOW);
        assertFalse(isFirst(1));
        warmUp();
        assertFalse(filter.isFirst(id(1), MADE.plus(ReplayFilter.WINDOW)));
        assertTrue(isFirst(1));
    }

    @Test
    void theCallersArrayIsItsOwn() {
        warmUp();
        byte[] id = id(1);
        assertTrue(filter.isFirst(id, now));
        id[0] = 9;
        assertFalse(isFirst(1));
    }

    @Test
    void ofManyAtOnceOneIsTheFirst() {
        warmUp();
        var first = new AtomicInteger();
        Collections.nCopies(64, 1).parallelStream().forEach(number -> {
            if (isFirst(number)) {
                first.incrementAndGet();
            }
        });
        assertEquals(1, first.get());
    }

    @Test
    void itRemembersSomething() {
        assertThrows(IllegalArgumentException.class, () -> ReplayFilter.inMemory(0));
    }
}
