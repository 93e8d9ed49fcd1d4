package dev.handfast.jsse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as numbers. Never asks a name service. */
final class IpAddress {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[^\\]]*)?\\]?");

    private IpAddress() {}

    static boolean isLiteral(String host) {
        return V4.matcher(host).matches() || V6.matcher(host).matches();
    }

    /** The address that the literal stands for; empty if it is none. */
    static Optional<InetAddress> parse(String literal) {
        if (!isLiteral(literal)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal)); // a literal is not looked up
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
