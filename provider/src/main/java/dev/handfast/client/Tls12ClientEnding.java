package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.TlsFault;

/** What follows the server's Finished: a session that is resumed has the two sides finish the other way round (RFC 5246 §7.3). */
sealed interface Tls12ClientEnding {

    /** The server's Finished is verified, and in the transcript. */
    void follow(Tls12Secrets secrets, Flow flow) throws TlsFault;

    /** The connection ended before. */
    void abandon(Settings settings);

    /** A full handshake: it was the last message. */
    record Full() implements Tls12ClientEnding {
        @Override
        public void follow(Tls12Secrets secrets, Flow flow) {}

        @Override
        public void abandon(Settings settings) {}
    }

    /** An abbreviated handshake: ours is the last. */
    record Abbreviated(ResumableSession session) implements Tls12ClientEnding {
        @Override
        public void follow(Tls12Secrets secrets, Flow flow) throws TlsFault {
            secrets.server().tell(flow);
            secrets.sayFinished(flow);
        }

        /** RFC 5246 §7.2.2: a session whose connection failed is not resumed. */
        @Override
        public void abandon(Settings settings) {
            settings.sessions().discard(session);
        }
    }
}
