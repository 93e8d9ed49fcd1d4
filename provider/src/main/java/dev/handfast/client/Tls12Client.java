package dev.handfast.client;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.SecurityParameters;

/**
 * What every state of a TLS 1.2 client knows: the hellos are through.
 *
 * @param ticketToCome the server announced a NewSessionTicket
 */
record Tls12Client(Conversation conversation, SecurityParameters parameters, boolean ticketToCome) {}
