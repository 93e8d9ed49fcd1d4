package dev.handfast.managers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as numbers. Never asks a name service. */
public final class IpAddress {
    /** Also such as 127.1, which the JDK takes for an address; the last label of no host name is a number. */
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+){0,3}");

    private static final Pattern V4 = Pattern.compile("%1$s(\\.%1$s){3}".formatted("(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));
    private static final Pattern V6 = Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[^\\]]*)?\\]?");

    private IpAddress() {}

    public static boolean isLiteral(String host) {
        return (host.indexOf(':') < 0 ? NUMBERS : V6).matcher(host).matches();
    }

    /** The address that the literal stands for; empty if it is none. */
    public static Optional<InetAddress> parse(String literal) {
        try {
            if (V4.matcher(literal).matches()) {
                return Optional.of(InetAddress.getByName(literal));
            } else if (V6.matcher(literal).matches()) { // what is in brackets is not looked up even if it is malformed
                return Optional.of(InetAddress.getByName(literal.startsWith("[") ? literal : "[" + literal + "]"));
            }
            return Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
