package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.SecurityParameters;

/** What every state of a TLS 1.2 server knows behind its first flight of a full handshake. */
record Tls12Server(
        Conversation conversation, SecurityParameters parameters, Tls12KeyExchange keyExchange, Tls12Keeping keeping) {}
