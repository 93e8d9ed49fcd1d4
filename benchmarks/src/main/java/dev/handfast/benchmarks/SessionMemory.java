package dev.handfast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * What sessions cost in bytes, on standard output. Not a benchmark of time.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.handfast.benchmarks.SessionMemory client Handfast 2000
 * java -cp benchmarks/target/benchmarks.jar -Djdk.tls.server.enableSessionTicketExtension=false \
 *     -Djdk.tls.server.newSessionTicketCount=10 dev.handfast.benchmarks.SessionMemory server Handfast 2000000
 * }</pre>
 */
public final class SessionMemory {
    private static final int PORT = 443;
    private static final int UNLIMITED = 0;

    private final PrintStream out;
    private final Endpoints endpoints;
    private final Link link = new Link(Buffers.heap);

    private SessionMemory(PrintStream out, TlsProvider provider)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        this.out = out;
        this.endpoints = new Endpoints(provider, Suite.TLS_AES_128_GCM_SHA256, UNLIMITED);
    }

    /** {@code client} measures what a client keeps of connections to so many servers, {@code server} what a server keeps. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "wanted: client|server, a provider, a number of connections or sessions");
        }
        var memory = new SessionMemory(System.out, TlsProvider.valueOf(arguments[1]));
        int number = Integer.parseInt(arguments[2]);
        try {
            switch (arguments[0]) {
                case "client" -> memory.client(number);
                case "server" -> memory.server(number);
                default -> throw new IllegalArgumentException(arguments[0] + " is neither client nor server");
            }
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private void client(int connections) throws IOException {
        connect(endpoints.strangersClient());
        long before = Footprint.settled().heap();
        int first = endpoints.clientSessions();
        for (int number = 0; number < connections; number++) {
            connect(endpoints.strangersClient());
        }
        int kept = endpoints.clientSessions() - first;
        long bytes = Footprint.settled().heap() - before;
        out.println(connections + " connections, " + kept + " sessions kept, " + bytes + " bytes: "
                + bytes / Math.max(1, kept) + " bytes for each session");
    }

    /** Each connection resumes what the one before has left, and leaves sessions itself. */
    private void server(int sessions) throws IOException {
        connect(endpoints.client(PORT));
        long before = Footprint.settled().heap();
        int each = Math.max(1, endpoints.clientSessions());
        for (int made = each; made < sessions; made += each) {
            connect(endpoints.client(PORT));
            if (made % (sessions / 10) < each) {
                out.println(made + " sessions made, " + endpoints.serverSessions() + " kept, heap "
                        + (Footprint.settled().heap() - before) + " bytes above the first connection's");
            }
        }
        out.println(sessions + " sessions made, " + endpoints.serverSessions() + " kept, heap "
                + (Footprint.settled().heap() - before) + " bytes above the first connection's");
    }

    private void connect(SSLEngine client) throws IOException {
        link.connect(endpoints, client);
        link.close();
    }
}
