package dev.handfast.tool.page;

import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.Writer;

/** Writes a recorded handshake as one HTML file that needs nothing else. */
public final class PageTeller {
    private PageTeller() {}

    /** Writes what {@code trace} has heard up to now as one page, to be saved as UTF-8; does not close {@code out}. */
    public static void write(Trace trace, Writer out) throws IOException {
        out.write(
                "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Handshake</title><script type=\"application/json\">");
        JsonTeller.write(trace, out);
        out.write("</script></html>");
        out.flush();
    }
}
