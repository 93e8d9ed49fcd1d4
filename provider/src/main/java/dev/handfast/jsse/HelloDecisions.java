package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.HandfastParameters;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.handshake.HelloPolicy;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Removed;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;

/**
 * What a server's application has set about names and protocols.
 *
 * @param selector the application's own choice of protocol, on its engine or socket; null for the list in {@code parameters}
 * @param names how both sides of the wire spell a protocol
 * @param session is told the protocol as soon as it is known, before the managers are asked
 */
record HelloDecisions(
        HandfastParameters parameters, Function<List<String>, String> selector, ProtocolNames names, Session session)
        implements HelloPolicy {

    /** Every matcher that is for a type of name which the client sent has to match it. */
    @Override
    public void acceptServerNames(Negotiated soFar) throws TlsFault {
        session.update(soFar);
        if (parameters.getSNIMatchers() == null) {
            return;
        }
        for (SNIMatcher matcher : parameters.getSNIMatchers()) {
            for (ServerName name : soFar.serverNames()) {
                SNIServerName asked = ServerNames.toJsse(name);
                if (matcher.getType() == asked.getType() && !matches(matcher, asked)) {
                    throw new TlsFault(
                            Alert.UNRECOGNIZED_NAME,
                            FailureKind.UNRECOGNIZED_NAME,
                            "Unrecognized server name indication: no SNIMatcher takes " + asked);
                }
            }
        }
    }

    private static boolean matches(SNIMatcher matcher, SNIServerName asked) throws TlsFault {
        try {
            return matcher.matches(asked);
        } catch (RuntimeException broken) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "our SNIMatcher failed on " + asked + ": " + broken, broken);
        }
    }

    @Override
    public String chooseProtocol(Negotiated soFar, List<String> offered) throws TlsFault {
        session.update(soFar);
        List<String> theirs = names.fromWire(offered);
        String protocol = names.toWire(selector != null ? selected(theirs) : firstOfOurs(theirs));
        session.choose(protocol);
        return protocol;
    }

    private String selected(List<String> offered) throws TlsFault {
        String protocol;
        try {
            protocol = selector.apply(offered);
        } catch (RuntimeException broken) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "the application protocol selector failed: " + broken, broken);
        }
        if (protocol == null || !protocol.isEmpty() && !offered.contains(protocol)) {
            throw new TlsFault(
                    Alert.NO_APPLICATION_PROTOCOL,
                    Facts.of(FailureKind.NO_COMMON_APPLICATION_PROTOCOL).offers(List.of(), offered),
                    "No matching application layer protocol values: the client offers " + Removed.list(offered)
                            + ", and the application's selector took none of them");
        }
        return protocol;
    }

    private String firstOfOurs(List<String> offered) throws TlsFault {
        List<String> ours = List.of(parameters.getApplicationProtocols());
        if (ours.isEmpty()) {
            return "";
        }
        for (String protocol : ours) {
            if (offered.contains(protocol)) {
                return protocol;
            }
        }
        throw new TlsFault(
                Alert.NO_APPLICATION_PROTOCOL,
                Facts.of(FailureKind.NO_COMMON_APPLICATION_PROTOCOL).offers(ours, offered),
                "No matching application layer protocol values: the client offers " + Removed.list(offered)
                        + ", ours are " + ours);
    }
}
