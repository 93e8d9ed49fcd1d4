package dev.handfast.apps;

import java.nio.charset.StandardCharsets;

/** What applications send there and back: more than a record holds, and more than a window of HTTP/2. */
final class Page {
    static final String TEXT = "Sealed by a handshake. ".repeat(5_000);

    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.US_ASCII);

    private Page() {}

    static byte[] bytes() {
        return BYTES.clone();
    }

    /** @throws AssertionError if it is not what was sent */
    static void check(String echoed) {
        if (!echoed.equals(TEXT)) {
            throw new AssertionError("sent " + TEXT.length() + " characters, but " + echoed.length() + " came back: "
                    + echoed.substring(0, Math.min(echoed.length(), 200)));
        }
    }
}
