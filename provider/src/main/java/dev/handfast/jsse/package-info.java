/** The JDK's words on one side, ours on the other: contexts, engine, sockets, sessions, policy. */
package dev.handfast.jsse;
