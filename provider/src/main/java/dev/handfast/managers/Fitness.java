package dev.handfast.managers;

/** How well a certificate of ours suits a connection, best first. */
enum Fitness {
    PERFECT,
    /** Not for the host that the client asked for by SNI. */
    FOR_OTHER_HOSTS,
    /** Ended, or not yet begun. */
    OUT_OF_DATE,
    /** Its {@code keyUsage} or {@code extKeyUsage} is for something else. */
    FOR_ANOTHER_USE,
    /** The peer does not take such signatures or keys, or the operator or the application forbids them. */
    UNACCEPTABLE
}
