package dev.handfast.jsse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.managers.AsksForHost;
import dev.handfast.managers.HostNames;
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
        return set != null ? set : toJsse(ofHost(peerHost));
    }

    /**
     * The host that the application connects to. It is not asked from the name service who an address is, unless the operator says
     * that this service may identify peers ({@code jdk.tls.trustNameService}).
     */
    static String host(InetSocketAddress peer, Policy policy) {
        return policy.trustNameService() ? peer.getHostName() : peer.getHostString();
    }

    /** What goes into the extension: the application's names; without any (null) the peer's host, if it is a name that may stand there. */
    static List<ServerName> toSend(List<SNIServerName> set, String peerHost) {
        if (set == null) {
            return ofHost(peerHost);
        }
        var names = new ArrayList<ServerName>();
        for (ServerName name : toWire(set)) {
            // RFC 6066 §3: literal addresses are not permitted, though JDK 25's HttpsURLConnection sets them.
            if (!IpAddress.isLiteral(new String(name.name(), US_ASCII))) {
                names.add(name);
            }
        }
        return names;
    }

    static List<ServerName> toWire(List<SNIServerName> names) {
        var list = new ArrayList<ServerName>();
        for (SNIServerName name : names) {
            list.add(new ServerName(name.getType(), name.getEncoded()));
        }
        return list;
    }

    /** The host name among them, of which RFC 6066 §3 allows one, as {@code SNIHostName} has it; null without one. */
    static String host(List<ServerName> names) {
        for (ServerName name : names) {
            if (name.type() == ServerName.HOST_NAME) {
                String host = new String(name.name(), US_ASCII);
                return HostNames.isPlain(host) ? host : asciiName(name);
            }
        }
        return null;
    }

    private static String asciiName(ServerName name) {
        return toJsse(name) instanceof SNIHostName host ? host.getAsciiName() : null;
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

    /** Only an odd name goes by way of JSSE, whose first costs a JVM much: see {@link AsksForHost}. */
    private static List<ServerName> ofHost(String host) {
        if (host == null) {
            return List.of();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.indexOf('.') <= 0 || IpAddress.isLiteral(name)) { // such as localhost
            return List.of();
        }
        if (HostNames.isPlain(name)) {
            return List.of(new ServerName(ServerName.HOST_NAME, name.getBytes(US_ASCII)));
        }
        try {
            return toWire(List.of(new SNIHostName(name)));
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
