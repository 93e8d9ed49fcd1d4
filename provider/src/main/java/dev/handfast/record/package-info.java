/** Records: framing, protection for each epoch, reassembly of handshake messages, and the queue of what is to be sent. */
package dev.handfast.record;
