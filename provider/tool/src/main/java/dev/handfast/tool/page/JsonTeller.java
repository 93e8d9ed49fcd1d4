package dev.handfast.tool.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.Writer;

/** Writes a recorded handshake as JSON, in the form of trace.schema.json. */
public final class JsonTeller {
    private static final ObjectWriter JSON =
            new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writerWithDefaultPrettyPrinter();

    private JsonTeller() {}

    /** Writes what {@code trace} has heard up to now as one document; does not close {@code out}. */
    public static void write(Trace trace, Writer out) throws IOException {
        JSON.writeValue(out, new TraceWriting(trace.recording()).document());
        out.flush();
    }
}
