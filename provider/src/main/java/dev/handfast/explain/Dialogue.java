package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import java.util.function.Consumer;

/**
 * Tells a handshake as the talk that it is, line by line as it happens. One dialogue may listen to one side, or to both if they
 * are in this JVM. Thread-safe if the consumer is.
 */
public final class Dialogue {
    private static final String NO_GROUP = "none";

    private final Consumer<String> lines;

    /** Gives each line, without its end, to {@code lines}. */
    public Dialogue(Consumer<String> lines) {
        this.lines = line -> lines.accept(Printable.line(line));
    }

    /** What {@code speaker} says and does; both names stand in the lines. */
    public HandshakeListener side(String speaker, String listener) {
        return event -> tell(speaker, listener, event);
    }

    /** A message is told by the side that sends it, so that two listening sides do not tell it twice. */
    void tell(String speaker, String listener, HandshakeEvent event) {
        if (event instanceof HandshakeEvent.MessageSent sent) {
            lines.accept(speaker + " to " + listener + ": " + sent.message().name() + " ("
                    + sent.message().length() + " bytes)");
            lines.accept("    \"" + sent.message().content() + ".\"");
        } else if (event instanceof HandshakeEvent.Decided decided) {
            lines.accept("    (" + speaker + " settles the " + decided.question() + ": " + decided.answer()
                    + ", because " + decided.reason() + ")");
        } else if (event instanceof HandshakeEvent.CertificatesChecked checked) {
            checked.checks()
                    .forEach(check -> lines.accept(
                            "    (" + speaker + " checks the " + check.question() + ": " + check.finding() + ")"));
        } else if (event instanceof HandshakeEvent.PeerVerified verified) {
            lines.accept("    (" + speaker + " believes that " + listener + " is " + verified.subject() + ": "
                    + verified.proof() + ")");
        } else if (event instanceof HandshakeEvent.SecretDerived derived) {
            lines.accept("    (" + speaker + " has the " + derived.secret() + ", made of " + derived.from() + ")");
        } else if (event instanceof HandshakeEvent.WriteKeysChanged keys) {
            lines.accept("    (from here on " + speaker + " writes under the keys for " + keys.epoch() + ")");
        } else if (event instanceof HandshakeEvent.Completed completed) {
            String group = completed.group().equals(NO_GROUP) ? "" : ", " + completed.group();
            lines.accept("    (" + speaker + " is done: " + completed.protocol() + ", " + completed.cipherSuite()
                    + group + ")");
        } else if (event instanceof HandshakeEvent.Failed failed) {
            lines.accept("    (for " + speaker + " the handshake has failed, " + failed.kind() + ": "
                    + failed.sentence() + ")");
        } else if (event instanceof HandshakeEvent.AlertSent alert) {
            lines.accept(speaker + " to " + listener + ": alert " + alert.alert());
            lines.accept("    (because " + alert.sentence() + ")");
        }
    }
}
