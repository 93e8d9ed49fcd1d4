package dev.handfast.client;

import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.wire.CipherSuite;

/**
 * The key schedule while the handshake is protected (RFC 9846 §7.1).
 *
 * @param secret becomes the main secret when the server's Finished is in the transcript
 * @param server of server_handshake_traffic_secret, which proves the server's Finished
 * @param client of client_handshake_traffic_secret, which makes ours
 */
record Tls13Keys(CipherSuite suite, HandshakeSecret secret, TrafficSecret server, TrafficSecret client) {

    /** Erases them all. */
    void close() {
        secret.close();
        server.close();
        client.close();
    }
}
