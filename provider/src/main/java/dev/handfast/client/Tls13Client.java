package dev.handfast.client;

import dev.handfast.handshake.Conversation;
import dev.handfast.message.ClientHello;

/**
 * What every state from WAIT_EE on knows.
 *
 * @param hello the ClientHello that the server answered
 * @param compatibilityDone the dummy ChangeCipherSpec went out before the second ClientHello already
 */
record Tls13Client(Conversation conversation, ClientHello hello, Tls13Keys keys, boolean compatibilityDone) {}
