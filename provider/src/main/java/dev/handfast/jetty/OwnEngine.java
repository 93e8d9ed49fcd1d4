package dev.handfast.jetty;

import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** An engine of Handfast's, and the connection of Jetty's that drives it. */
final class OwnEngine {
    private static final String ENGINE = "dev.handfast.jsse.Engine";

    private OwnEngine() {}

    /**
     * By name, not by class: where the provider comes from the system class loader and Jetty is inside an application, this class
     * is the application's, and all that is used of the engine is JSSE's.
     */
    static boolean is(SSLEngine engine) {
        return engine.getClass().getName().equals(ENGINE);
    }

    /** Lets {@code listener} hear how the handshake of {@code connection} ends. */
    static void listen(Connection connection, SslHandshakeListener listener) {
        var overTls = (SslConnection.SslEndPoint) connection.getEndPoint();
        overTls.getSslConnection().addHandshakeListener(listener);
    }
}
