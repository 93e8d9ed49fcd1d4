/** Every state of a server. */
package dev.handfast.server;
