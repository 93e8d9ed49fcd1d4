/**
 * The contract of the state machine, its driver, what both roles share, and {@link dev.handfast.handshake.Connection}:
 * TLS without I/O, bytes in and bytes out.
 */
package dev.handfast.handshake;
