package dev.handfast.benchmarks;

import java.io.IOException;
import java.lang.ref.Reference;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * What {@link IdleMemory} has a JVM do: opens connections, each of which says something in both directions and is idle from then on.
 * Prints the bytes of heap, of direct buffers and of resident memory that they hold.
 */
final class IdleConnections {
    /** Opened and closed before, so that what a provider has once is not counted, nor most of what is compiled on the way. */
    private static final int WARM_UP = 300;

    private static final Terms TERMS = Terms.of(Suite.TLS_AES_128_GCM_SHA256);

    private IdleConnections() {}

    /** Opens a connection and returns what holds it. */
    private interface Opener {
        Object open() throws IOException;
    }

    /** Arguments: a provider, {@code engine} or {@code socket}, and how many connections. */
    public static void main(String[] arguments)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        TlsProvider provider = TlsProvider.valueOf(arguments[0]);
        int connections = Integer.parseInt(arguments[2]);
        Footprint added = switch (arguments[1]) {
            case "engine" -> engines(provider, connections);
            case "socket" -> sockets(provider, connections);
            default -> throw new IllegalArgumentException(arguments[1] + " is neither engine nor socket");
        };
        System.out.println(added.heap() + " " + added.direct() + " " + added.resident());
        // Bouncy Castle's thread that gathers entropy would keep the JVM alive.
        System.exit(0);
    }

    private static Footprint engines(TlsProvider provider, int connections)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        Endpoints endpoints = new Endpoints(provider, TERMS);
        Link link = new Link(Buffers.heap);
        Content word = Buffers.heap.content(1);
        for (int number = 0; number < WARM_UP; number++) {
            speak(link, endpoints, word);
            link.close();
        }
        speak(link, endpoints, word);
        return hold(connections, () -> speak(link, endpoints, word));
    }

    private static EnginePair speak(Link link, Endpoints endpoints, Content word) throws IOException {
        link.connect(endpoints);
        link.greet();
        link.transfer(word);
        return link.pair();
    }

    private static Footprint sockets(TlsProvider provider, int connections)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        try (SocketEndpoints endpoints = new SocketEndpoints(provider, TERMS)) {
            for (int number = 0; number < WARM_UP; number++) {
                speak(endpoints).close();
            }
            return hold(connections, () -> speak(endpoints));
        }
    }

    private static SocketPair speak(SocketEndpoints endpoints) throws IOException {
        SocketPair pair = endpoints.connect();
        pair.greet();
        return pair;
    }

    private static Footprint hold(int connections, Opener opener) throws IOException {
        List<Object> held = new ArrayList<>(connections);
        Footprint before = Footprint.settled();
        try {
            for (int number = 0; number < connections; number++) {
                held.add(opener.open());
            }
            return Footprint.settled().since(before);
        } finally {
            // With it goes what all connections share.
            Reference.reachabilityFence(opener);
            Reference.reachabilityFence(held);
        }
    }
}
