package dev.handfast.interop;

import java.io.IOException;
import java.io.InputStream;

/** A request of HTTP, of which hardly anything matters but its end. */
final class HttpRequest {
    private HttpRequest() {}

    /** Reads up to the empty line, and no further; gives the first line. */
    static String readHeader(InputStream in) throws IOException {
        String first = line(in);
        for (String line = first; !line.isEmpty(); line = line(in)) {}
        return first;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the request ends in its header");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
