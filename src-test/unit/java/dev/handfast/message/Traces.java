package dev.handfast.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The handshake messages of the traces in RFC 8448. */
final class Traces {
    private Traces() {}

    /** A message of a trace; its name is what the RFC calls it. */
    record Trace(String section, String name, byte[] bytes) {
        @Override
        public String toString() {
            return "§" + section + " " + name + " of " + bytes.length + " bytes";
        }
    }

    static Stream<Trace> all() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Traces.class.getResourceAsStream("rfc8448-messages.txt")), US_ASCII))) {
            List<Trace> traces = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(word -> new Trace(word[0], word[1], HexFormat.of().parseHex(word[2])))
                    .toList();
            return traces.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
