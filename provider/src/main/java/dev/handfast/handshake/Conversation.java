package dev.handfast.handshake;

import dev.handfast.KeyLog;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.Transcript;
import dev.handfast.message.ClientHello;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.wire.TlsFault;

/**
 * What every state of one handshake shares: the settings, and the transcript of all that was said (RFC 9846 §4.1). Guarded by
 * the inbound lock.
 */
public final class Conversation {
    private final Settings settings;
    private final Transcript transcript = new Transcript();
    private byte[] clientRandom;

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
        remember(message);
        transcript.add(flow.send(message));
    }

    /** Writes the peer's message down. */
    public void hear(Inbound input) {
        remember(input.message());
        transcript.add(input.bytes());
    }

    /** Tells the key log of a secret of this connection; the hello has been said or heard. */
    public void disclose(Label label, Secret secret) {
        KeyLog log = settings.keyLog();
        if (log == KeyLog.OFF) {
            return;
        }
        try {
            log.log(label, clientRandom, secret.bytes());
        } catch (RuntimeException broken) {
            // Who only watches does not disturb the connection: the log's contract says that this is ignored.
        }
    }

    private void remember(HandshakeMessage message) {
        if (message instanceof ClientHello hello) {
            clientRandom = hello.random();
        }
    }
}
