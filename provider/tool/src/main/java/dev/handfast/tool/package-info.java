/** The command line. It stands above everything and only in the runnable artifact. */
package dev.handfast.tool;
