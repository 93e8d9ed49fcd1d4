package dev.handfast.jsse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.managers.IpAddress;
import dev.handfast.message.ServerName;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

/** Which names go into {@code server_name} (RFC 6066 §3), by the JDK's rules. */
final class ServerNames {
    private ServerNames() {}

    /** The application's names; without any (null) the peer's host, if it is a name that may stand there. */
    static List<SNIServerName> asked(List<SNIServerName> set, String peerHost) {
        return set != null ? set : implicit(peerHost);
    }

    /**
     * The host that the application connects to. It is not asked from the name service who an address is, unless the operator says
     * that this service may identify peers ({@code jdk.tls.trustNameService}).
     */
    static String host(InetSocketAddress peer, Policy policy) {
        return policy.trustNameService() ? peer.getHostName() : peer.getHostString();
    }

    /** Those that go into the extension. */
    static List<ServerName> toSend(List<SNIServerName> asked) {
        var names = new ArrayList<ServerName>();
        for (SNIServerName name : asked) {
            // RFC 6066 §3: literal addresses are not permitted, though JDK 25's HttpsURLConnection sets them.
            if (!IpAddress.isLiteral(new String(name.getEncoded(), US_ASCII))) {
                names.add(new ServerName(name.getType(), name.getEncoded()));
            }
        }
        return names;
    }

    /** The names as JSSE has them. */
    static List<SNIServerName> toJsse(List<ServerName> names) {
        var list = new ArrayList<SNIServerName>();
        for (ServerName name : names) {
            list.add(toJsse(name));
        }
        return List.copyOf(list);
    }

    static SNIServerName toJsse(ServerName name) {
        if (name.type() == ServerName.HOST_NAME) {
            try {
                return new SNIHostName(name.name());
            } catch (IllegalArgumentException odd) {
                return new RawServerName(name);
            }
        }
        return new RawServerName(name);
    }

    private static List<SNIServerName> implicit(String host) {
        if (host == null) {
            return List.of();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.indexOf('.') <= 0 || IpAddress.isLiteral(name)) { // such as localhost
            return List.of();
        }
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException noHostName) {
            return List.of();
        }
    }

    /** A name that the JDK has no class for. */
    private static final class RawServerName extends SNIServerName {
        RawServerName(ServerName name) {
            super(name.type(), name.name());
        }
    }
}
