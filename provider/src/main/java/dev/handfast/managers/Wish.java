package dev.handfast.managers;

import java.security.AlgorithmConstraints;
import java.time.Instant;

/**
 * What a connection wants of our certificate.
 *
 * @param signatures JCA's names of those that the peer takes; null where nobody asked it
 * @param constraints the application's; null for none
 * @param host that the client asked for by SNI; null if it did not, or if we are the client
 * @param time when it is shown
 */
record Wish(Purpose purpose, String[] signatures, AlgorithmConstraints constraints, String host, Instant time) {

    static Wish of(Purpose purpose, Circumstances connection) {
        String host = purpose == Purpose.SERVER ? connection.requestedHost() : null;
        return new Wish(purpose, connection.peerSignatures(), connection.constraints(), host, Instant.now());
    }
}
