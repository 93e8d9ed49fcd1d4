package dev.handfast.tool.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Writes a recorded handshake as one HTML file that needs nothing else. What the peers chose reaches the page as JSON in which no
 * markup can begin, and is shown as text; a policy in the page lets no script run but its own.
 */
public final class PageTeller {
    private static final List<String> SCRIPTS = List.of("dom.js", "sequence.js", "messages.js", "result.js");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PageTeller() {}

    /** Writes what {@code trace} has heard up to now as one page, to be saved as UTF-8; does not close {@code out}. */
    public static void write(Trace trace, Writer out) throws IOException {
        var script = new StringBuilder();
        for (String part : SCRIPTS) {
            script.append(resource(part));
        }
        String style = resource("page.css");
        String page = resource("page.html")
                .replace("@STYLE_HASH@", hash(style))
                .replace("@SCRIPT_HASH@", hash(script.toString()))
                .replace("@STYLE@", style)
                .replace("@SCRIPT@", script);
        int data = page.indexOf("@TRACE@"); // last, so that nothing in the trace is taken for a placeholder
        out.write(page, 0, data);
        out.write(unmarked(JSON.writeValueAsString(new TraceWriting(trace.recording()).document())));
        out.write(page, data + "@TRACE@".length(), page.length() - data - "@TRACE@".length());
        out.flush();
    }

    /** The same JSON, in which HTML sees neither the end of the script nor a comment (HTML, "Restrictions for contents of script"). */
    private static String unmarked(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageTeller.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** As Content-Security-Policy names a style or script. */
    private static String hash(String content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
