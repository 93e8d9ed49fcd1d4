package dev.handfast.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.FailureKind;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.HexFormat;
import java.util.Set;

/** Finds where a record ends (RFC 9846 §5.1, RFC 5246 §6.2.1), and says what came where no record did. */
public final class RecordFramer {
    /** Bytes before the body of a record. */
    public static final int HEADER = 5;

    /** Bytes of content that a record may have. */
    public static final int MAX_PLAINTEXT = 1 << 14;

    /** Bytes of body that a protected record of TLS 1.3 may have (RFC 9846 §5.2), and any record before there are keys. */
    public static final int MAX_CIPHERTEXT = MAX_PLAINTEXT + 256;

    /**
     * Bytes of body that a protected record of TLS 1.2 may have: IV (16), MAC (48) and padding (256) of the largest CBC record.
     * RFC 5246 §6.2.3 allows 2^14 + 2048, but nothing valid is that long.
     */
    public static final int MAX_TLS12_CIPHERTEXT = MAX_PLAINTEXT + 320;

    private static final Set<String> HTTP_METHODS =
            Set.of("GET ", "PUT ", "POST", "HEAD", "OPTI", "CONN", "DELE", "PATC");

    private RecordFramer() {}

    /**
     * The whole length of the record that starts at {@code in[at]}, or 0 while fewer than 5 bytes are there.
     *
     * @param available bytes from {@code at} on
     * @param maxBody bytes of body that a record may have now: {@link Opener#maxRecord}
     * @throws TlsFault {@code record_overflow} for a length that no record may have, before a byte of the body is awaited;
     *     {@code unexpected_message} or {@code protocol_version} if this is no TLS record at all
     */
    public static int length(byte[] in, int at, int available, int maxBody) throws TlsFault {
        if (available < HEADER) {
            return 0;
        }
        if (!isContentType(in[at]) || in[at + 1] != 3) {
            throw noRecord(in, at);
        }
        int body = (in[at + 3] & 0xFF) << 8 | in[at + 4] & 0xFF;
        if (body > maxBody) {
            throw new TlsFault(
                    Alert.RECORD_OVERFLOW, "a record from the peer claims " + body + " bytes, allowed are " + maxBody);
        }
        return HEADER + body;
    }

    private static boolean isContentType(byte first) {
        return first >= ContentType.CHANGE_CIPHER_SPEC.code() && first <= ContentType.APPLICATION_DATA.code();
    }

    /** As text if it is that, as what a server greets with mostly is: {@code "HTTP/"}, {@code "SSH-2"}, {@code "220 m"}. */
    private static String shown(byte[] in, int at) {
        for (int i = at; i < at + HEADER; i++) {
            if (in[i] < ' ' || in[i] > '~') {
                return "0x" + HexFormat.of().formatHex(in, at, at + HEADER);
            }
        }
        return "\"" + new String(in, at, HEADER, US_ASCII) + "\"";
    }

    private static TlsFault noRecord(byte[] in, int at) {
        if (HTTP_METHODS.contains(new String(in, at, 4, US_ASCII))) {
            return new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    FailureKind.PLAINTEXT_REQUEST,
                    "plaintext HTTP request to a TLS port: the peer has to use https, or TLS has to be off on this port");
        }
        // SSLv2's hello: a length with the high bit set, CLIENT-HELLO, and the highest version it knows.
        if ((in[at] & 0x80) != 0 && in[at + 2] == 1 && (in[at + 3] == 3 || in[at + 3] == 0)) {
            return new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    FailureKind.NO_COMMON_VERSION,
                    "the peer sent an SSLv2 hello: it has to speak TLS 1.2 or 1.3 with us");
        }
        if (isContentType(in[at])) {
            return new TlsFault(
                    Alert.PROTOCOL_VERSION,
                    FailureKind.NOT_TLS,
                    "a record from the peer has the major version " + (in[at + 1] & 0xFF)
                            + ", and 3 is the only one there is");
        }
        return new TlsFault(
                Alert.UNEXPECTED_MESSAGE,
                FailureKind.NOT_TLS,
                "the peer does not speak TLS: Unrecognized SSL message, plaintext connection? It begins with "
                        + shown(in, at) + ", and " + (in[at] & 0xFF) + " is no content type");
    }
}
