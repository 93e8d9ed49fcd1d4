package dev.handfast.managers;

/**
 * A session of a handshake that says which host is asked for by SNI without making an {@code SNIHostName} of it: for the first of
 * those a JVM reads the tables of international names, which a first handshake notices.
 */
public interface AsksForHost {
    /** As {@code SNIHostName.getAsciiName} has it; null without one. */
    String requestedHost();
}
