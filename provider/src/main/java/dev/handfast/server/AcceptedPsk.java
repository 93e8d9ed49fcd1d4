package dev.handfast.server;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PreSharedKey;
import dev.handfast.handshake.PskHolder;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The pre-shared key that a server takes of those in a ClientHello, its binder verified (RFC 9846 §4.3.11).
 *
 * @param index of the identity that we select
 * @param early what the key makes
 */
record AcceptedPsk(PreSharedKey key, int index, EarlySecret early) implements Erasable {
    /** {@code psk_dhe_ke}; the mode without a key exchange has no forward secrecy and is not taken. */
    private static final byte PSK_DHE_KE = 1;

    /** A client may offer thousands of identities; each that is looked at costs a decryption, or a question to the application. */
    static final int MAX_TRIED = 4;

    /** Whether the client takes keys in the mode that we know (RFC 9846 §4.3.9): for this connection, and as tickets for later ones. */
    static boolean isWanted(ClientHello hello) {
        for (byte mode :
                hello.extensions().get(Extension.PSK_KEY_EXCHANGE_MODES_CH).orElse(new byte[0])) {
            if (mode == PSK_DHE_KE) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first session offered that fits what is agreed now, else the first key from elsewhere; empty for a handshake with
     * certificates.
     *
     * @param known keys from elsewhere; the one that is taken, if one is, belongs to the result
     * @param truncatedHash of the transcript up to the binders
     * @throws TlsFault {@code decrypt_error} if its binder is wrong: somebody offers what is not his
     */
    static Optional<AcceptedPsk> of(
            Settings settings, ClientHello hello, Negotiated agreed, KnownPsks known, byte[] truncatedHash)
            throws TlsFault {
        Optional<PreSharedKeyOffer> offer = hello.extensions().get(Extension.PRE_SHARED_KEY_CH);
        if (offer.isEmpty() || !isWanted(hello)) {
            return Optional.empty();
        }
        List<byte[]> binders = offer.get().binders();
        int tried = Math.min(MAX_TRIED, offer.get().identities().size());
        for (int index = 0; index < tried; index++) {
            byte[] ticket = offer.get().identities().get(index).identity();
            Optional<ResumableSession> session = settings.tickets().open(ticket);
            if (session.isPresent() && fits(session.get(), settings, agreed)) {
                return Optional.of(verified(session.get(), index, binders.get(index), truncatedHash));
            }
            session.ifPresent(ResumableSession::close);
        }
        Optional<KnownPsks.Entry> external = known.of(Hash.of(agreed.suite()));
        if (external.isEmpty()) {
            return Optional.empty();
        }
        int index = external.get().index();
        return Optional.of(verified(external.get().key(), index, binders.get(index), truncatedHash));
    }

    /** The key is bound to the name, the protocol and the client that it was made for. */
    private static boolean fits(ResumableSession session, Settings settings, Negotiated agreed) throws TlsFault {
        Negotiated then = session.negotiated();
        return isFor(session, settings, agreed)
                && session.hash() == Hash.of(agreed.suite())
                && then.applicationProtocol().equals(agreed.applicationProtocol())
                && (then.pskHolder().isEmpty() || isStillKnown(then.pskHolder().get(), settings));
    }

    /** What counts in any version: when the session was made, for which name, and with whom. */
    static boolean isFor(ResumableSession session, Settings settings, Negotiated agreed) {
        Negotiated then = session.negotiated();
        return then.version().equals(agreed.version())
                && then.serverNames().equals(agreed.serverNames())
                && session.isGoodFor(settings)
                && showsEnough(then, settings.clientAuthentication());
    }

    /** A client that has to show a certificate has shown one, and one that nobody asks now is not known by an earlier one. */
    private static boolean showsEnough(Negotiated then, ClientAuthentication wanted) {
        return then.peerChain().isEmpty() ? wanted != ClientAuthentication.NEEDED : wanted != ClientAuthentication.NONE;
    }

    /** A key that was taken back or replaced does not live on in tickets. */
    private static boolean isStillKnown(PskHolder holder, Settings settings) throws TlsFault {
        Optional<ExternalPsk> key = settings.psks().find(holder.identity());
        boolean same = key.isPresent() && key.get().holder().equals(holder);
        key.ifPresent(ExternalPsk::close);
        return same;
    }

    private static AcceptedPsk verified(PreSharedKey key, int index, byte[] binder, byte[] truncatedHash)
            throws TlsFault {
        EarlySecret early = EarlySecret.of(key.hash(), key.secret());
        if (!MessageDigest.isEqual(early.binder(key.binder(), truncatedHash), binder)) {
            early.close();
            key.close();
            throw new TlsFault(
                    Alert.DECRYPT_ERROR,
                    "the client's binder for the pre-shared key that it offers is wrong: it has not got the key, or"
                            + " somebody changed its ClientHello (" + key + ")");
        }
        return new AcceptedPsk(key, index, early);
    }

    /** What is agreed with it: who the client is, by the key or since the first connection. */
    Negotiated agreed(Negotiated now) {
        Negotiated then = key.start(now.serverNames());
        Negotiated known = now.withPeerChain(then.peerChain(), List.of()).withLocalChain(then.localChain());
        Negotiated named = then.pskHolder().map(known::withPskHolder).orElse(known);
        return then.resumedSince().map(named::resuming).orElse(named);
    }

    @Override
    public void close() {
        early.close();
        key.close();
    }
}
