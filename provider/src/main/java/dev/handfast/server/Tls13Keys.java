package dev.handfast.server;

import dev.handfast.crypto.TrafficSecret;
import dev.handfast.wire.CipherSuite;

/**
 * The keys that wait for the client's second flight (RFC 9846 §7.1).
 *
 * @param client of client_handshake_traffic_secret, which proves the client's Finished
 * @param reads of client_application_traffic_secret_0
 */
record Tls13Keys(CipherSuite suite, TrafficSecret client, TrafficSecret reads) {

    /** Erases them. */
    void close() {
        client.close();
        reads.close();
    }
}
