package dev.handfast.client;

import dev.handfast.handshake.Connection;
import dev.handfast.handshake.Settings;

/** The door to the client's side of a handshake. */
public final class TlsClient {
    private TlsClient() {}

    /** A connection that will send a ClientHello when it begins. */
    public static Connection connection(Settings settings) {
        return new Connection(settings, new ClientOpening(settings));
    }
}
