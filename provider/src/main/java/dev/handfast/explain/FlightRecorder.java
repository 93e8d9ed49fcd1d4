package dev.handfast.explain;

import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeStart;

/**
 * Writes handshakes to the JDK Flight Recorder, as events {@code dev.handfast.Handshake}, {@code dev.handfast.HandshakeFailure},
 * {@code dev.handfast.CertificateChain}, {@code dev.handfast.Alert} and {@code dev.handfast.KeyUpdate}, while a recording runs that
 * has one of them on.
 */
public final class FlightRecorder {
    /** A runtime that was linked without the module has no recorder. */
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecorder() {}

    /** {@link HandshakeListener#SILENT} while nobody records. */
    public static HandshakeListener listenerFor(HandshakeStart start) {
        return PRESENT && isRunning() && FlightEvents.areWanted() ? new FlightEvents(start) : HandshakeListener.SILENT;
    }

    /** Asked first: the JVM takes a quarter of a second to load the first class of an event, recording or not. */
    private static boolean isRunning() {
        return jdk.jfr.FlightRecorder.isInitialized();
    }
}
