package dev.handfast.interop;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A TLS implementation by others. Its name is what {@code toString} gives. */
interface Peer {
    /** The program that is not installed, if one is. */
    Optional<String> missing();

    /** What it has in that role. */
    Abilities abilities(Case.Role role);

    static Optional<String> missing(String... programs) {
        return Stream.of(programs)
                .filter(program -> PeerProcess.find(program).isEmpty())
                .findFirst();
    }

    /** A peer that can be a server. */
    interface Server extends Peer {
        /**
         * Makes it a server that waits for us.
         *
         * @param directory for its files
         */
        Listening serve(Terms terms, Path directory) throws Exception;
    }

    /** A peer that can be a client. */
    interface Client extends Peer {
        /**
         * Makes it connect to the loopback interface.
         *
         * @param exchange what will be exchanged: some clients must know when they start
         * @param directory for its files
         */
        Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception;
    }

    /** A peer that can be a client with a memory. */
    interface Returning extends Peer {
        /**
         * Makes it connect to the loopback interface, and again when that connection is over, in the same session if it can.
         *
         * @param directory for its files
         */
        Visits visit(int port, Terms terms, Path directory) throws Exception;
    }

    /** A server that waits for a connection. */
    interface Listening extends Conversation {
        /** A connection to it; those before are closed. */
        Tap dial() throws Exception;

        /** Asserts that the peer itself says that a session was resumed, if it says anything. */
        default void assertResumed() throws Exception {}
    }
}
