package dev.handfast.explain;

import java.util.function.Consumer;

/** Tells a recorded handshake as text: the client on the left, the server on the right. Immutable. */
public final class TextTeller {
    private final int width;
    private final Paint paint;

    /**
     * A teller for lines of up to {@code width} columns; where two columns do not fit into it, it tells in one.
     *
     * @param paint {@link Paint#PLAIN} for no colours
     */
    public TextTeller(int width, Paint paint) {
        this.width = width;
        this.paint = paint;
    }

    /** Gives what {@code trace} has heard up to now to {@code lines}, each without its end. */
    public void tell(Trace trace, Consumer<String> lines) {
        Recording recording = trace.recording();
        var dialogue = new Dialogue(line -> lines.accept(paint.paint(Style.SPEECH, line)));
        lines.accept(paint.paint(Style.TITLE, "-".repeat(Math.min(width, 72))));
        for (Moment moment : recording.moments()) {
            dialogue.tell(
                    recording.nameOf(moment.side()),
                    recording.nameOf(moment.side().peer()),
                    moment.event());
        }
    }
}
