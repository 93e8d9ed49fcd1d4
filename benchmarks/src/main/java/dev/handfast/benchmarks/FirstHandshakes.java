package dev.handfast.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/**
 * What {@link ColdStart} has fresh JVMs do: the first handshake, and then one after the other until a moment has come. Prints the
 * nanoseconds that the first took, and how many there were.
 */
final class FirstHandshakes {
    private FirstHandshakes() {}

    /** Arguments: a provider, a directory of {@link Credentials}, and the moment, in milliseconds since 1970. */
    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        TlsProvider provider = TlsProvider.valueOf(arguments[0]);
        Credentials credentials = Credentials.load(Path.of(arguments[1]));
        long end = Long.parseLong(arguments[2]);
        System.setProperty("jdk.tls.namedGroups", "x25519,secp256r1");

        long start = System.nanoTime();
        Endpoints endpoints = new Endpoints(provider, Terms.of(Suite.TLS_AES_128_GCM_SHA256), credentials);
        Link link = new Link(Buffers.heap);
        requireFull(link.connect(endpoints));
        long first = System.nanoTime() - start;
        link.close();

        int handshakes = 1;
        for (; System.currentTimeMillis() < end; handshakes++) {
            requireFull(link.connect(endpoints));
            link.close();
        }
        System.out.println(first + " " + handshakes);
        // Bouncy Castle's thread that gathers entropy would keep the JVM alive.
        System.exit(0);
    }

    private static void requireFull(ServerFlight flight) throws SSLException {
        if (!flight.isFull()) {
            throw new SSLException("this is no full handshake: " + flight);
        }
    }
}
