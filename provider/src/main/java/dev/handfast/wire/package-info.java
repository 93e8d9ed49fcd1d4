/** Bytes and code points: reader, writer, registries, alerts, and the fault that carries one. Imports the JDK only. */
package dev.handfast.wire;
