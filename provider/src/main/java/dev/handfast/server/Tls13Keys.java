package dev.handfast.server;

import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.wire.CipherSuite;
import java.util.Optional;

/**
 * The keys that wait for the client's second flight (RFC 9846 §7.1).
 *
 * @param client of client_handshake_traffic_secret, which proves the client's Finished
 * @param reads of client_application_traffic_secret_0
 * @param resumable makes the PSKs of tickets; empty if none are to be sent
 */
record Tls13Keys(CipherSuite suite, TrafficSecret client, TrafficSecret reads, Optional<MainSecret> resumable) {

    /** Erases them. */
    void close() {
        client.close();
        reads.close();
        resumable.ifPresent(MainSecret::close);
    }
}
