package dev.handfast.server;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Negotiated;
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
 * A session that a ClientHello resumes, its binder verified (RFC 9846 §4.3.11).
 *
 * @param index of the identity that we select
 * @param early what the PSK makes
 */
record Resumption(ResumableSession session, int index, EarlySecret early) implements Erasable {
    /** {@code psk_dhe_ke}; the mode without a key exchange has no forward secrecy and is not taken. */
    private static final byte PSK_DHE_KE = 1;

    /** A client may offer thousands of identities; each that is looked at costs a decryption. */
    private static final int MAX_TRIED = 4;

    /** Whether the client takes tickets that we can resume (RFC 9846 §4.3.9). */
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
     * The first session offered that fits what is agreed now; empty for a full handshake.
     *
     * @param truncatedHash of the transcript up to the binders
     * @throws TlsFault {@code decrypt_error} if its binder is wrong: somebody offers what is not his
     */
    static Optional<Resumption> of(Settings settings, ClientHello hello, Negotiated agreed, byte[] truncatedHash)
            throws TlsFault {
        Optional<PreSharedKeyOffer> offer = hello.extensions().get(Extension.PRE_SHARED_KEY_CH);
        if (offer.isEmpty() || !isWanted(hello)) {
            return Optional.empty();
        }
        int tried = Math.min(MAX_TRIED, offer.get().identities().size());
        for (int index = 0; index < tried; index++) {
            byte[] ticket = offer.get().identities().get(index).identity();
            Optional<ResumableSession> session = settings.tickets().open(ticket);
            if (session.isPresent() && fits(session.get(), settings, agreed)) {
                return Optional.of(
                        verified(session.get(), index, offer.get().binders().get(index), truncatedHash));
            }
            session.ifPresent(ResumableSession::close);
        }
        return Optional.empty();
    }

    /** The key is bound to the name, the protocol and the client that it was made for. */
    private static boolean fits(ResumableSession session, Settings settings, Negotiated agreed) {
        Negotiated then = session.negotiated();
        return isFor(session, settings, agreed)
                && Hash.of(then.suite()) == Hash.of(agreed.suite())
                && then.applicationProtocol().equals(agreed.applicationProtocol());
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

    private static Resumption verified(ResumableSession session, int index, byte[] binder, byte[] truncatedHash)
            throws TlsFault {
        EarlySecret early = EarlySecret.of(Hash.of(session.negotiated().suite()), session.secret());
        if (!MessageDigest.isEqual(early.resumptionBinder(truncatedHash), binder)) {
            early.close();
            session.close();
            throw new TlsFault(
                    Alert.DECRYPT_ERROR,
                    "the client's binder for the session that it wants to resume is wrong: it has not got the key of the"
                            + " session, or somebody changed its ClientHello");
        }
        return new Resumption(session, index, early);
    }

    /** What is agreed on resumption: the certificates are those of the first connection. */
    Negotiated agreed(Negotiated now) {
        Negotiated then = session.negotiated();
        return now.withPeerChain(then.peerChain(), List.of())
                .withLocalChain(then.localChain())
                .resuming(session.authenticated());
    }

    @Override
    public void close() {
        early.close();
        session.close();
    }
}
