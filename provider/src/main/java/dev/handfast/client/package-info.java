/** Every state of a client. */
package dev.handfast.client;
