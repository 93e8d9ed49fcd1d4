package dev.handfast.tool.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes a recorded handshake as JSON. */
public final class JsonTeller {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonTeller() {}

    /** Writes what {@code trace} has heard up to now as one JSON document; does not close {@code out}. */
    public static void write(Trace trace, Writer out) throws IOException {
        out.write(JSON.writeValueAsString(
                Map.of("moments", trace.recording().moments().size())));
        out.flush();
    }
}
