package dev.handfast.apps;

import java.util.Optional;

/** A server that is no Java program, but one of the machine's, with TLS from elsewhere. */
interface InstalledServer extends Server {
    /** The Debian package to install, if it is not. */
    @Override
    Optional<String> missing();
}
