package dev.handfast.handshake;

import dev.handfast.crypto.Erasable;
import dev.handfast.wire.TlsFault;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * Drives the states of one handshake and the work that they defer. Guarded by the inbound lock, but for {@link #isBusy},
 * which any thread may ask.
 */
final class Handshaker {
    private final Flow flow;
    private final Sequel sequel;
    private final Lock lock;
    private State state;
    private Task<?> task;
    private volatile boolean busy;

    /** What comes behind a task: no caller is there to see to it. */
    interface Sequel {
        /** Goes on with the messages that waited. */
        void settle() throws TlsFault;

        /** Takes the fault that the task met. */
        void failed(TlsFault fault);
    }

    <F extends Flow & Sequel> Handshaker(F outside, Lock lock) {
        this.flow = outside;
        this.sequel = outside;
        this.lock = lock;
    }

    void begin(Opening opening) throws TlsFault {
        state = opening.open(flow);
    }

    /** Takes the next message; the caller has seen {@link #isBusy} false. */
    void accept(Inbound input) throws TlsFault {
        follow(state.on(input, flow));
        if (task != null) {
            busy = true;
        }
    }

    /** Takes a ChangeCipherSpec of TLS 1.2; the caller has seen {@link #isBusy} false. */
    void acceptChangeCipherSpec() throws TlsFault {
        follow(state.onChangeCipherSpec(flow));
    }

    /**
     * Work is outstanding: SSLEngine says NEED_TASK, and no message is taken. Turns false only once all that follows from
     * the work is done, so that who sees it false sees the output, too.
     */
    boolean isBusy() {
        return busy;
    }

    /** Like {@link #isBusy}, for who holds the lock: false while the messages behind finished work are being taken. */
    boolean awaitsWork() {
        return task != null;
    }

    /** The outstanding work, handed out once: to getDelegatedTask, or to a socket that runs it in place. */
    Runnable takeTask() {
        Task<?> outstanding = task;
        if (outstanding == null || outstanding.taken) {
            return null;
        }
        outstanding.taken = true;
        return outstanding;
    }

    /** What a client has offered, if nothing has answered it yet. */
    Optional<Offer> offered() {
        return state == null ? Optional.empty() : state.offered();
    }

    /** The connection ended: outstanding work no longer matters, and nothing that the states hold is kept. */
    void stop() {
        if (task != null) {
            task.defer.abandon();
            task = null;
        }
        busy = false;
        if (state != null) {
            state.abandon();
            state = null;
        }
    }

    private void follow(Step step) {
        if (step instanceof Step.Next next) {
            state = next.state();
        } else if (step instanceof Step.Defer<?> defer) {
            task = new Task<>(defer);
        }
    }

    private final class Task<T> implements Runnable {
        private final Step.Defer<T> defer;
        private boolean taken;

        Task(Step.Defer<T> defer) {
            this.defer = defer;
        }

        @Override
        public void run() {
            T result = null;
            Throwable failure = null;
            try {
                result = defer.work().call(); // slow, and outside of the lock
            } catch (Throwable thrown) { // an Error, too, must not leave us busy for ever
                failure = thrown;
            }
            lock.lock();
            try {
                if (task == this) { // else it was run twice, or the connection ended meanwhile
                    task = null;
                    conclude(result, failure);
                } else {
                    erase(result);
                }
            } finally {
                lock.unlock();
            }
        }

        private void conclude(T result, Throwable failure) {
            try {
                if (failure != null) {
                    throw failure;
                }
                follow(defer.then().with(result, flow));
                sequel.settle();
            } catch (Throwable thrown) {
                defer.abandon();
                erase(result);
                sequel.failed(TlsFault.from(thrown));
            } finally {
                busy = task != null;
            }
        }

        private void erase(T result) {
            if (result instanceof Erasable secrets) {
                secrets.close();
            }
        }
    }
}
