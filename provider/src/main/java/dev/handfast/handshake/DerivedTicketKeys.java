package dev.handfast.handshake;

import dev.handfast.TicketKeys;
import dev.handfast.crypto.TicketKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that an application or operator gives, as those that we seal with. Nothing that is wrong with them fails a handshake: those
 * from before stay in force, or else generated ones. Thread-safe.
 */
public final class DerivedTicketKeys implements TicketKeyRing {
    private static final Logger LOG = System.getLogger("dev.handfast");

    private final TicketKeys source;
    private final TicketKeyRing generated;
    private final ReentrantLock deriving = new ReentrantLock();
    private volatile Ring ring = new Ring(List.of(), List.of());
    private volatile String lastTold = "";

    /** @param keys each made of the one of {@code given} in the same place */
    private record Ring(List<TicketKeys.Key> given, List<TicketKey> keys) {}

    /** @param generated what counts as long as {@code source} has given none that can be used */
    public DerivedTicketKeys(TicketKeys source, TicketKeyRing generated) {
        this.source = source;
        this.generated = generated;
    }

    @Override
    public List<TicketKey> keys() {
        try {
            List<TicketKeys.Key> given = source.keys();
            if (given.isEmpty() || !given.equals(ring.given())) {
                renew();
            }
        } catch (RuntimeException unusable) {
            tell(unusable);
        }
        List<TicketKey> keys = ring.keys();
        return keys.isEmpty() ? generated.keys() : keys;
    }

    private void renew() {
        deriving.lock();
        try {
            Ring before = ring;
            // A key may be destroyed between the question and our use of it, if it is replaced just then; not twice in
            // a row.
            Ring next = derived(source.keys(), before)
                    .or(() -> derived(source.keys(), before))
                    .orElseThrow(() -> new IllegalStateException("there are none, or one of them is destroyed"));
            ring = next;
            lastTold = "";
            close(before.keys(), next.keys());
        } finally {
            deriving.unlock();
        }
    }

    private static void close(List<TicketKey> keys, List<TicketKey> but) {
        keys.stream().filter(key -> !but.contains(key)).forEach(TicketKey::close);
    }

    /** Empty if there is none in {@code given}, or one is destroyed. */
    private static Optional<Ring> derived(List<TicketKeys.Key> given, Ring before) {
        var keys = new ArrayList<TicketKey>();
        for (TicketKeys.Key each : given) {
            int known = before.given().indexOf(each);
            Optional<TicketKey> key = known >= 0 ? Optional.of(before.keys().get(known)) : derived(each);
            if (key.isEmpty()) {
                close(keys, before.keys());
                return Optional.empty();
            }
            keys.add(key.get());
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(new Ring(List.copyOf(given), List.copyOf(keys)));
    }

    private static Optional<TicketKey> derived(TicketKeys.Key key) {
        return key.secret().map(secret -> {
            TicketKey made = TicketKey.derived(key.name(), secret);
            Arrays.fill(secret, (byte) 0);
            return made;
        });
    }

    /** Once for each fault, and not for each handshake. */
    private void tell(RuntimeException unusable) {
        String told = "the ticket keys cannot be used: "
                + (unusable.getMessage() != null ? unusable.getMessage() : unusable.toString())
                + (ring.keys().isEmpty() ? "; generated keys are" : "; the keys from before stay") + " in force";
        if (!told.equals(lastTold)) {
            lastTold = told;
            LOG.log(Level.WARNING, told);
        }
    }
}
