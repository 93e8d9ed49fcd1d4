package dev.handfast.tool.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a request of HTTP/1.1 (RFC 9112), as far as this server has to know it.
 *
 * @param keepAlive whether another request may follow on the connection
 */
record RequestHead(String method, String path, boolean keepAlive) {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,16}) (/[!-~]{0,1000}) HTTP/1\\.([01])");
    private static final Pattern HAS_CONTENT = Pattern.compile("\n(content-length: *[1-9]|transfer-encoding:)");

    /** It cannot be answered with what was asked for. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String reason) {
            super(reason);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * Reads up to the empty line.
     *
     * @param most bytes
     * @return empty if the visitor has no more to ask
     * @throws Refused if it is longer, or no request, or one with content
     */
    static Optional<RequestHead> read(InputStream in, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            if (bytes.size() == most) {
                throw new Refused(431, "a head of more than " + most + " bytes");
            }
            bytes.write(next);
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        return Optional.of(parse(bytes.toString(ISO_8859_1)));
    }

    private static RequestHead parse(String head) throws Refused {
        String first = head.lines().findFirst().orElse("");
        Matcher line = REQUEST_LINE.matcher(first);
        if (!line.matches()) {
            throw new Refused(400, "no request of HTTP/1.1");
        }
        String fields = head.toLowerCase(Locale.ROOT);
        if (HAS_CONTENT.matcher(fields).find()) {
            throw new Refused(413, "a request with content");
        }
        boolean newest = line.group(3).equals("1");
        String path = line.group(2).split("\\?", 2)[0];
        return new RequestHead(line.group(1), path, newest && !fields.contains("\nconnection: close"));
    }
}
