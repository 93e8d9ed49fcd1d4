package dev.handfast.benchmarks;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * One provider's client and server, as yet without a connection. The client checks the server's chain, by the provider's own manager of
 * trust and by the JDK's if it has none.
 */
interface Contexts {
    /** A client's engine for {@link Identity#HOST} at {@code port}. */
    SSLEngine clientEngine(int port);

    SSLEngine serverEngine();

    /** What the client remembers. */
    SSLSessionContext clientSessions();

    /** What the server remembers. */
    SSLSessionContext serverSessions();
}
