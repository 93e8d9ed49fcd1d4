package dev.handfast.server;

import dev.handfast.handshake.Flow;
import dev.handfast.wire.TlsFault;

/** What follows the client's Finished: a session that is resumed has the two sides finish the other way round (RFC 5246 §7.3). */
sealed interface Tls12ServerEnding {

    /** The client's Finished is verified, and in the transcript. */
    void follow(Tls12Secrets secrets, Flow flow) throws TlsFault;

    /** A full handshake: a ticket perhaps, and our Finished, which is the last. */
    record Full(Tls12Keeping keeping) implements Tls12ServerEnding {
        @Override
        public void follow(Tls12Secrets secrets, Flow flow) throws TlsFault {
            keeping.keep(secrets, flow);
            secrets.sayFinished(flow);
        }
    }

    /** An abbreviated handshake: it was the last message. */
    record Abbreviated() implements Tls12ServerEnding {
        @Override
        public void follow(Tls12Secrets secrets, Flow flow) {}
    }
}
