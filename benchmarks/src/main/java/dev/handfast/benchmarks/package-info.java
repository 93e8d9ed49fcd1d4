/**
 * Handfast measured beside the other TLS providers of the JVM, as parameters of one run.
 *
 * <p>Nothing here touches a network: a client's and a server's engine exchange flights and records in memory, so that
 * what is timed is the provider alone.
 */
package dev.handfast.benchmarks;
