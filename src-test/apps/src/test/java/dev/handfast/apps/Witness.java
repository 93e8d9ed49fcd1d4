package dev.handfast.apps;

import java.security.Provider;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A provider that is put last in the list, and whose factories of key and trust managers are made the JVM's default ones, and preferred for
 * PKIX, by the same file that puts Handfast in. They are the ones that would be asked without it, and their managers say which engine or
 * socket asked them: so each application that uses the default algorithms, or names PKIX, shows what it runs on, without a change to it.
 */
public final class Witness extends Provider {
    static final String ALGORITHM = "Witness";

    private static final long serialVersionUID = 1L;

    public Witness() {
        super("Witness", "1", "says who asks the default managers");
        putService(new Service(this, "KeyManagerFactory", ALGORITHM, WitnessKeys.class.getName(), null, null));
        putService(new Service(this, "KeyManagerFactory", "PKIX", WitnessKeys.Pkix.class.getName(), null, null));
        for (String algorithm : List.of(ALGORITHM, "PKIX")) {
            putService(new Service(this, "TrustManagerFactory", algorithm, WitnessTrust.class.getName(), null, null));
        }
    }

    /** @param connection the engine or socket that was given, null for none */
    static void saw(String what, Object connection) {
        String type = connection == null ? "nothing" : connection.getClass().getName();
        Said.say(Said.Kind.WITNESSED, type + " " + protocol(connection) + " " + what);
    }

    /** For an application that asks other managers than the default ones, and can get at the session. */
    static void sawSession(SSLSession session) {
        Said.say(Said.Kind.WITNESSED, session.getClass().getName() + " " + session.getProtocol() + " session");
    }

    private static String protocol(Object connection) {
        if (connection instanceof SSLEngine engine) {
            return engine.getHandshakeSession().getProtocol();
        }
        if (connection instanceof SSLSocket socket) {
            return socket.getHandshakeSession().getProtocol();
        }
        return "without TLS";
    }
}
