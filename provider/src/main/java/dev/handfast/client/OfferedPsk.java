package dev.handfast.client;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.message.PreSharedKeyOffer.PskIdentity;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one session that a ClientHello offers to resume (RFC 9846 §4.3.11).
 *
 * @param early what its PSK makes, until the server has taken it or not
 */
record OfferedPsk(ResumableSession session, EarlySecret early) implements Erasable {

    /** Hashes the beginning of a ClientHello, and what came before it. */
    @FunctionalInterface
    interface TruncatedHash {
        byte[] of(OfferedPsk psk, byte[] hello, int length);
    }

    /** Makes a ClientHello with this offer in it; null for none. */
    @FunctionalInterface
    interface Form {
        ClientHello with(PreSharedKeyOffer offer);
    }

    /** A session that fits what is offered now (RFC 9846 §4.7.1); one that does not is of no use any more. */
    static Optional<OfferedPsk> of(Settings settings) {
        if (!settings.versions().contains(ProtocolVersion.TLS_1_3)
                || settings.switchedOff().contains(Extension.PRE_SHARED_KEY_CH.type())
                || settings.switchedOff().contains(Extension.PSK_KEY_EXCHANGE_MODES_CH.type())) {
            return Optional.empty();
        }
        Optional<ResumableSession> found = settings.sessions().take();
        if (found.isPresent() && !fits(found.get(), settings)) {
            found.get().close();
            return Optional.empty();
        }
        return found.map(session -> new OfferedPsk(session, EarlySecret.of(hash(session), session.secret())));
    }

    private static boolean fits(ResumableSession session, Settings settings) {
        List<CipherSuite> suites = settings.suites(ProtocolVersion.TLS_1_3);
        String protocol = session.negotiated().applicationProtocol();
        return session.isGoodFor(settings)
                && suites.stream().anyMatch(suite -> Hash.of(suite) == hash(session))
                && session.negotiated().serverNames().equals(settings.serverNames())
                && (protocol.isEmpty()
                        ? settings.applicationProtocols().isEmpty()
                        : settings.applicationProtocols().contains(protocol));
    }

    private static Hash hash(ResumableSession session) {
        return Hash.of(session.negotiated().suite());
    }

    Hash hash() {
        return hash(session);
    }

    /** A hello whose binder covers all that comes before it (RFC 9846 §4.3.11.2). */
    ClientHello bind(Form form, Instant now, TruncatedHash truncated) {
        PreSharedKeyOffer unbound = offer(now, new byte[hash().length()]);
        byte[] hello = form.with(unbound).encode();
        byte[] hash = truncated.of(this, hello, hello.length - unbound.bindersLength());
        return form.with(offer(now, early.resumptionBinder(hash)));
    }

    private PreSharedKeyOffer offer(Instant now, byte[] binder) {
        return new PreSharedKeyOffer(
                List.of(new PskIdentity(session.identity(), session.obfuscatedAge(now))), List.of(binder));
    }

    @Override
    public void close() {
        early.close();
        session.close();
    }
}
