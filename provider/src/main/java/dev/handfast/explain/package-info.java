/** Tellers of a handshake's events. */
package dev.handfast.explain;
