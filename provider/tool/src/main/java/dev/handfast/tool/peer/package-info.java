/** The servers that a person names. */
package dev.handfast.tool.peer;
