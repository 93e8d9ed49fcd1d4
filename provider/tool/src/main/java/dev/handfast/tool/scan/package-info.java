/** Finds out what a server accepts, by offering it one thing after the other. */
package dev.handfast.tool.scan;
