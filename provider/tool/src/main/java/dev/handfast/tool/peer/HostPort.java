package dev.handfast.tool.peer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Whom to connect to. Immutable.
 *
 * @param host a name, or an address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 0xFFFF;

    /** An address of IPv6 stands in brackets if a port follows it; nothing else has two colons. */
    private static final Pattern FORM = Pattern.compile(
            "\\[(?<bracketed>[0-9A-Fa-f:.%]+)](?::(?<after>.*))?|(?<bare>[0-9A-Fa-f]*:[0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*)"
                    + "|(?<name>[^:/\\s\\[\\]]+)(?::(?<port>[^/]*))?");

    /**
     * Reads {@code HOST[:PORT]}; without a port it is that of HTTPS.
     *
     * @throws IllegalArgumentException with a sentence, if it has another form
     */
    public static HostPort of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no HOST[:PORT]: write example.org, example.org:8443 or" + " [2001:db8::1]:443, and no URL");
        }
        String host = first(form.group("bracketed"), form.group("bare"), form.group("name"));
        String port = first(form.group("after"), form.group("port"));
        return new HostPort(host, port == null ? HTTPS : port(port, 1));
    }

    /**
     * Reads a port.
     *
     * @throws IllegalArgumentException with a sentence, if it is no number from {@code least} to 65535
     */
    public static int port(String text, int least) {
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= least && port <= LAST_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no port: write a number from " + least + " to " + LAST_PORT);
    }

    private static String first(String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return null;
    }

    /** As it is read. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** For the command line. */
    public static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            try {
                return of(text);
            } catch (IllegalArgumentException other) {
                throw new TypeConversionException(other.getMessage());
            }
        }
    }

    /** A port to listen at, for the command line: 0 stands for any that is free. */
    public static final class PortConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return port(text, 0);
            } catch (IllegalArgumentException other) {
                throw new TypeConversionException(other.getMessage());
            }
        }
    }
}
