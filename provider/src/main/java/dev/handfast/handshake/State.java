package dev.handfast.handshake;

import dev.handfast.wire.TlsFault;

/** A place where a handshake waits for its peer (RFC 9846 Appendix A). It takes one input and says what follows. */
public interface State {
    /** Takes {@code input}, or refuses it with {@code unexpected_message}. Called under the inbound lock; quick. */
    Step on(Inbound input, Flow flow) throws TlsFault;
}
