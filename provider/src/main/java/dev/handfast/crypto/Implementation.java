package dev.handfast.crypto;

/** Who calculates. */
enum Implementation {
    /** The first provider in the JVM's list that has the algorithm, and takes the key. */
    JCA,

    /** bcprov's plain functions, which no provider is asked for. */
    BCPROV
}
