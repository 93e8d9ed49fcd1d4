/** What an operator sets: the properties of the JDK's provider, and whether they count here. */
package dev.handfast.property;
