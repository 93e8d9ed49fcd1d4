package dev.handfast.server;

import dev.handfast.handshake.Connection;
import dev.handfast.handshake.Settings;

/** The door to the server's side of a handshake. */
public final class TlsServer {
    private TlsServer() {}

    /** A connection that waits for a ClientHello. */
    public static Connection connection(Settings settings) {
        return new Connection(settings, new ServerOpening(settings));
    }
}
