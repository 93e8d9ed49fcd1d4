/** One record for each handshake message, one form for each extension and place: pure codecs. */
package dev.handfast.message;
