package dev.handfast.handshake;

import dev.handfast.crypto.Transcript;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.wire.TlsFault;

/**
 * What every state of one handshake shares: the settings, and the transcript of all that was said (RFC 9846 §4.1). Guarded by
 * the inbound lock.
 */
public final class Conversation {
    private final Settings settings;
    private final Transcript transcript = new Transcript();

    public Conversation(Settings settings) {
        this.settings = settings;
    }

    public Settings settings() {
        return settings;
    }

    public Transcript transcript() {
        return transcript;
    }

    /** Sends the message and writes it down. */
    public void say(Flow flow, HandshakeMessage message) throws TlsFault {
        transcript.add(flow.send(message));
    }

    /** Writes the peer's message down. */
    public void hear(Inbound input) {
        transcript.add(input.bytes());
    }
}
