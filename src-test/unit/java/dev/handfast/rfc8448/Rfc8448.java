package dev.handfast.rfc8448;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace of RFC 8448 as its text has it: steps of client and server in order, each with named bytes.
 *
 * @param section of the RFC, such as {@code 3} for the simple handshake
 */
public record Rfc8448(int section, List<Step> steps) {
    public static final Rfc8448 SIMPLE = read(3);
    public static final Rfc8448 RESUMED = read(4);
    public static final Rfc8448 HELLO_RETRY_REQUEST = read(5);
    public static final Rfc8448 CLIENT_AUTHENTICATION = read(6);
    public static final Rfc8448 COMPATIBILITY_MODE = read(7);
    public static final List<Rfc8448> ALL =
            List.of(SIMPLE, RESUMED, HELLO_RETRY_REQUEST, CLIENT_AUTHENTICATION, COMPATIBILITY_MODE);

    private static final String CONSTRUCT = "construct ";

    /**
     * What one side does.
     *
     * @param role {@code client} or {@code server}
     * @param title such as {@code derive secret "tls13 c hs traffic"}
     */
    public record Step(String role, String title, Map<String, byte[]> values) {
        /** The bytes that the RFC calls {@code name}, such as {@code complete record} or {@code private key}. */
        public byte[] value(String name) {
            return Objects.requireNonNull(values.get(name), () -> name + " is not in " + this)
                    .clone();
        }

        @Override
        public String toString() {
            return "{" + role + "} " + title;
        }
    }

    /** The steps of {@code role} whose title starts like this and that carry bytes, in order. */
    public List<Step> steps(String role, String title) {
        return steps.stream()
                .filter(step -> step.role().equals(role) && step.title().startsWith(title))
                .toList();
    }

    /** The first of {@link #steps(String, String)}. */
    public Step step(String role, String title) {
        return steps(role, title).get(0);
    }

    /** The handshake messages of both sides in order, each with its header; the ClientHello of §4 lacks its binders here. */
    public List<byte[]> messages() {
        return steps.stream()
                .filter(step -> step.title().startsWith(CONSTRUCT))
                .map(step -> step.values().values().iterator().next().clone())
                .toList();
    }

    @Override
    public String toString() {
        return "RFC 8448 §" + section;
    }

    private static Rfc8448 read(int section) {
        try (var text = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Rfc8448.class.getResourceAsStream("traces.txt")), US_ASCII))) {
            List<String> lines = text.lines()
                    .dropWhile(line -> !line.startsWith(section + ".  "))
                    .takeWhile(line -> !line.startsWith((section + 1) + ".  "))
                    .toList();
            return new Rfc8448(section, new Parser().parse(lines));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Parser {
        private static final Pattern STEP = Pattern.compile("   \\{(client|server)}  (.*?)(:| \\(same.*)?");
        private static final Pattern VALUE = Pattern.compile("      (\\S.*?)(?: \\((\\d+) octets\\))?:  ?(.*)");
        private static final Pattern MORE = Pattern.compile("         ((?:[0-9a-f]{2} ?)+)");

        private final List<Step> steps = new ArrayList<>();
        private String name;
        private int length;
        private final StringBuilder hex = new StringBuilder();

        List<Step> parse(List<String> lines) {
            for (String line : lines) {
                Matcher step = STEP.matcher(line);
                Matcher value = VALUE.matcher(line);
                Matcher more = MORE.matcher(line);
                if (step.matches()) {
                    finishValue();
                    steps.add(new Step(step.group(1), step.group(2), new LinkedHashMap<>()));
                } else if (value.matches()) {
                    finishValue();
                    name = value.group(1);
                    length = value.group(2) == null ? 0 : Integer.parseInt(value.group(2));
                    hex.append(length == 0 ? "" : value.group(3));
                } else if (more.matches() && name != null) {
                    hex.append(more.group(1));
                }
            }
            finishValue();
            steps.removeIf(step -> step.values().isEmpty());
            return List.copyOf(steps);
        }

        private void finishValue() {
            if (name == null) {
                return;
            }
            byte[] bytes = HexFormat.of().parseHex(hex.toString().replace(" ", ""));
            if (bytes.length != length) {
                throw new IllegalStateException(name + " has " + bytes.length + " bytes, not " + length);
            }
            steps.get(steps.size() - 1).values().put(name, bytes);
            name = null;
            hex.setLength(0);
        }
    }
}
