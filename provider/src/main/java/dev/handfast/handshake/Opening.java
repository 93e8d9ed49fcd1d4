package dev.handfast.handshake;

import dev.handfast.wire.TlsFault;

/** How a role begins: a client sends its ClientHello, a server waits for one. */
@FunctionalInterface
public interface Opening {
    /** Does what comes first and returns the state to wait in. Called once, under the inbound lock. */
    State open(Flow flow) throws TlsFault;
}
