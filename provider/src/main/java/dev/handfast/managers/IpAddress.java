package dev.handfast.managers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as numbers. Never asks a name service. */
public final class IpAddress {
    private static final int MAX_DOTS = 3;

    private IpAddress() {}

    /** Compiled for the few hosts that may be addresses. */
    private static final class Forms {
        static final Pattern V4 =
                Pattern.compile("NUMBER(\\.NUMBER){3}".replace("NUMBER", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));
        static final Pattern V6 = Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[^\\]]*)?\\]?");
    }

    public static boolean isLiteral(String host) {
        return host.indexOf(':') < 0 ? areNumbers(host) : Forms.V6.matcher(host).matches();
    }

    /** Also such as 127.1, which the JDK takes for an address; the last label of no host name is a number. */
    private static boolean areNumbers(String host) {
        int dots = 0;
        char before = '.';
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean endsNumber = c == '.' && before != '.';
            if (!endsNumber && (c < '0' || c > '9')) {
                return false;
            }
            dots += endsNumber ? 1 : 0;
            before = c;
        }
        return before != '.' && dots <= MAX_DOTS;
    }

    /** The address that the literal stands for; empty if it is none. */
    public static Optional<InetAddress> parse(String literal) {
        try {
            if (Forms.V4.matcher(literal).matches()) {
                return Optional.of(InetAddress.getByName(literal));
            } else if (Forms.V6
                    .matcher(literal)
                    .matches()) { // what is in brackets is not looked up even if it is malformed
                return Optional.of(InetAddress.getByName(literal.startsWith("[") ? literal : "[" + literal + "]"));
            }
            return Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
