package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeStart;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * A line in the log {@code dev.handfast} for each handshake, at {@code DEBUG}, so that nothing is written unless somebody asks for
 * it. One for each connection; called by one thread after the other.
 */
public final class Summaries implements HandshakeListener {
    private static final Logger LOG = System.getLogger("dev.handfast");

    private final HandshakeStart start;
    private final long began = System.nanoTime();
    private String peer = "";
    private String resumed = "";

    private Summaries(HandshakeStart start) {
        this.start = start;
    }

    /** {@link HandshakeListener#SILENT} while the log wants no such lines. */
    public static HandshakeListener listenerFor(HandshakeStart start) {
        return LOG.isLoggable(Level.DEBUG) ? new Summaries(start) : SILENT;
    }

    @Override
    public void on(HandshakeEvent event) {
        if (event instanceof HandshakeEvent.PeerVerified verified) {
            peer = ", the peer is " + verified.subject();
        } else if (event instanceof HandshakeEvent.Decided decided
                && decided.question().equals("session")) {
            resumed = ", resumed";
        } else if (event instanceof HandshakeEvent.Completed completed) {
            log(() -> completed.protocol() + ", " + completed.cipherSuite() + ", " + completed.group() + resumed + peer
                    + "; " + completed.traffic() + " in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        } else if (event instanceof HandshakeEvent.Failed failed) {
            log(() -> "the handshake failed, " + failed.kind() + ": " + failed.sentence() + "; to do: "
                    + failed.remedy() + "; after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        } else if (event instanceof HandshakeEvent.AlertSent alert) {
            log(() -> "we sent the alert " + alert.alert() + ": " + alert.sentence());
        } else if (event instanceof HandshakeEvent.AlertReceived alert
                && !alert.alert().equals("close_notify")) {
            log(() -> "the peer sent the alert " + alert.alert());
        }
    }

    /** One line, whatever a peer has made us say: it writes no second one into the log. */
    private void log(Supplier<String> sentence) {
        LOG.log(Level.DEBUG, () -> Printable.sentence(start + ": " + sentence.get()));
    }
}
