package dev.handfast.server;

import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;

/** Whether a server takes the early data that a ClientHello announces (RFC 9846 §4.3.10, §8). */
final class EarlyDataCheck {
    private EarlyDataCheck() {}

    /**
     * Bytes that may come; 0 if none is taken. Remembers the hello, so that it is taken once: the last question is that one.
     *
     * @param psk the key that is taken, its binder verified; made for the name and the application protocol of this connection
     */
    static long limit(Settings settings, ClientHello hello, AcceptedPsk psk, CipherSuite suite) throws TlsFault {
        long most = settings.earlyDataRules().limit();
        boolean announced = most > 0 && hello.extensions().has(Extension.EARLY_DATA_CH) && psk.index() == 0;
        return announced
                        && psk.key() instanceof ResumableSession session
                        && session.negotiated().suite() == suite
                        && isWithin(session, most)
                        && isFresh(settings, hello, session)
                ? session.maxEarlyData()
                : 0;
    }

    /** A ticket may allow more than we do: we allowed it then, or another server of the fleet does. Its client might send all of it. */
    private static boolean isWithin(ResumableSession session, long most) {
        return session.maxEarlyData() > 0 && session.maxEarlyData() <= most;
    }

    private static boolean isFresh(Settings settings, ClientHello hello, ResumableSession session) throws TlsFault {
        PreSharedKeyOffer offer =
                hello.extensions().get(Extension.PRE_SHARED_KEY_CH).orElseThrow();
        return settings.earlyDataRules()
                .isFresh(
                        offer.binders().get(0),
                        session.sent(offer.identities().get(0).obfuscatedTicketAge()),
                        settings.clock().instant());
    }
}
