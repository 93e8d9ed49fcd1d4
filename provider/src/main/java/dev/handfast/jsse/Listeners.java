package dev.handfast.jsse;

import dev.handfast.HandfastContext;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeObserver;
import dev.handfast.HandshakeStart;
import dev.handfast.explain.FlightRecorder;
import dev.handfast.explain.Summaries;
import java.util.ArrayList;
import java.util.List;

/**
 * Who hears of one connection: the listener that it was given, and those of the observers of its context and of the JVM, the
 * flight recorder and the log among them.
 */
record Listeners(List<HandshakeListener> all) implements HandshakeListener {

    /**
     * {@link HandshakeListener#SILENT} if nobody listens.
     *
     * @param own of the connection
     */
    static HandshakeListener of(HandshakeListener own, HandfastContext context, HandshakeStart start) {
        var all = new ArrayList<HandshakeListener>();
        add(own, all);
        add(ask(context.getHandshakeObserver(), start), all);
        add(ask(HandfastContext.getHandshakeObserverOfThisJvm(), start), all);
        add(FlightRecorder.listenerFor(start), all);
        add(Summaries.listenerFor(start), all);
        return switch (all.size()) {
            case 0 -> SILENT;
            case 1 -> all.get(0);
            default -> new Listeners(all);
        };
    }

    private static HandshakeListener ask(HandshakeObserver observer, HandshakeStart start) {
        try {
            return observer.listenerFor(start);
        } catch (RuntimeException broken) {
            return SILENT; // as with what a listener throws: who only watches does not disturb the connection
        }
    }

    private static void add(HandshakeListener listener, List<HandshakeListener> all) {
        if (listener != null && listener != SILENT) {
            all.add(listener);
        }
    }

    /** One that fails does not keep the event from the others. */
    @Override
    public void on(HandshakeEvent event) {
        for (HandshakeListener listener : all) {
            try {
                listener.on(event);
            } catch (RuntimeException broken) {
                // a listener's failure is ignored, as its contract says
            }
        }
    }
}
