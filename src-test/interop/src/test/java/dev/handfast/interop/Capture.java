package dev.handfast.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A connection as it would have been captured, for Wireshark to read: what carries it is made up, its content is real. */
final class Capture {
    private static final String PORT = "443";

    private final Path directory;
    private final Path file;

    /** @param pieces all that went over it, in order */
    Capture(Path directory, List<Piece> pieces) throws IOException, InterruptedException {
        this.directory = directory;
        file = directory.resolve("capture.pcap");
        Path text = directory.resolve("capture.txt");
        HexFormat spaced = HexFormat.ofDelimiter(" ");
        StringBuilder lines = new StringBuilder();
        for (Piece piece : pieces) {
            lines.append(piece.toServer() ? 'O' : 'I')
                    .append("\n000000 ")
                    .append(spaced.formatHex(piece.bytes()))
                    .append('\n');
        }
        Files.writeString(text, lines, US_ASCII);
        // Inbound packets come from the server: text2pcap swaps the ports of the outbound ones.
        PeerProcess.run(directory, "text2pcap", "-q", "-D", "-T", PORT + ",50000", text.toString(), file.toString());
    }

    /** Bytes that went one way in one go. */
    record Piece(boolean toServer, byte[] bytes) {}

    /** Paths that were asked for, as far as {@code keyLog} decrypts. */
    List<String> requests(Path keyLog) throws IOException, InterruptedException {
        return fields(keyLog, "http.request.uri");
    }

    List<String> answers(Path keyLog) throws IOException, InterruptedException {
        return fields(keyLog, "http.response.phrase");
    }

    /** Numbers of the handshake messages that are in the clear, and with a log of those that are not. */
    List<String> handshakeTypes() throws IOException, InterruptedException {
        return fields(directory.resolve("keys.log"), "tls.handshake.type");
    }

    private List<String> fields(Path keyLog, String name) throws IOException, InterruptedException {
        String shown = PeerProcess.run(
                directory,
                "tshark",
                "-r",
                file.toString(),
                "-o",
                "tls.keylog_file:" + (Files.exists(keyLog) ? keyLog : ""),
                "-T",
                "fields",
                "-E",
                "aggregator=\t",
                "-e",
                name);
        return shown.lines()
                .flatMap(line -> Stream.of(line.split("\t", -1)))
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
