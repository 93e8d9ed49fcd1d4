package dev.handfast.benchmarks;

import dev.handfast.HandfastContext;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;

/** Who listens to the handshakes of this JVM, by the names that the command line gives. */
public enum Audience {
    /** Nobody. */
    nobody {
        @Override
        void gather(TlsProvider provider) {}
    },
    /** Somebody who takes every event of Handfast's, and keeps the last. */
    listener {
        @Override
        void gather(TlsProvider provider) {
            if (provider != TlsProvider.Handfast) {
                throw new IllegalArgumentException("only Handfast has listeners, and this is " + provider);
            }
            HandfastContext.setHandshakeObserverOfThisJvm(start -> new Last());
        }
    };

    abstract void gather(TlsProvider provider);

    private static final class Last implements HandshakeListener {
        private volatile HandshakeEvent event;

        @Override
        public void on(HandshakeEvent heard) {
            event = heard;
        }

        @Override
        public String toString() {
            return String.valueOf(event);
        }
    }
}
