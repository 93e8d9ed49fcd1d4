package dev.handfast.apps;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A server that is no Java program, but one of the machine's, with TLS from elsewhere. */
interface InstalledServer extends Server {
    /** The Debian package to install, if it is not. */
    Optional<String> missing();

    /** Skips the test where it is not installed; where all servers are to be, it fails. */
    static void require(Optional<String> missing) {
        missing.map(debianPackage -> debianPackage + " is not installed").ifPresent(message -> {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            Assumptions.abort(message);
        });
    }
}
