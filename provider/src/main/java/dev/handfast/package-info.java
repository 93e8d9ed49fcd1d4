/** The security provider: what an application names, configures and registers. */
package dev.handfast;
