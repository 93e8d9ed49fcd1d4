/** The server that shows each visitor its handshake. */
package dev.handfast.tool.serve;
