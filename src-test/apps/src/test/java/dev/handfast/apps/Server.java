package dev.handfast.apps;

import java.util.Optional;

/**
 * The side of an application that is called. It is implemented by an enum, whose constants are the ways in which it can be used. Its code
 * names no provider.
 */
interface Server {
    /**
     * Begins to serve on the loopback address, until the JVM ends.
     *
     * @return the port, one of the system's choice
     */
    int serve(Identity identity) throws Exception;

    /** What it needs of the machine and does not find: a Debian package, or what else. */
    default Optional<String> missing() {
        return Optional.empty();
    }
}
