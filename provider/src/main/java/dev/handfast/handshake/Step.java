package dev.handfast.handshake;

import dev.handfast.crypto.Erasable;
import dev.handfast.wire.TlsFault;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What follows an input: the next state, or slow work that must be done before it is known. */
public sealed interface Step {

    /** The handshake waits here for the next input. */
    record Next(State state) implements Step {}

    /**
     * {@code work} sees no connection state and may run on any thread; {@code then} runs under the inbound lock. If the
     * connection ends first, a result that is {@link Erasable} is erased.
     *
     * @param held the secrets that {@code then} needs and no state holds; erased in that case, too
     */
    record Defer<T>(Callable<T> work, Continuation<T> then, Optional<Erasable> held) implements Step {
        public Defer(Callable<T> work, Continuation<T> then) {
            this(work, then, Optional.empty());
        }

        public Defer(Callable<T> work, Continuation<T> then, Erasable held) {
            this(work, then, Optional.of(held));
        }

        /** Erases what is held. */
        void abandon() {
            if (held.isPresent()) {
                held.get().close();
            }
        }
    }

    /** Turns the result of the work into what follows. */
    @FunctionalInterface
    interface Continuation<T> {
        Step with(T result, Flow flow) throws TlsFault;
    }
}
