package dev.handfast.client;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Transcript;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The pre-shared keys that a ClientHello offers (RFC 9846 §4.3.11): of a session that it would resume, and then those from elsewhere.
 */
record OfferedPsks(List<OfferedPsk> list) implements Erasable {
    /** Makes a ClientHello with this offer in it. */
    @FunctionalInterface
    interface Form {
        ClientHello with(PreSharedKeyOffer offer);
    }

    /** The keys from elsewhere, for the hashes of our suites, best first. */
    static List<ExternalPsk> external(Settings settings) throws TlsFault {
        if (!FittingSession.takesPsks(settings)) {
            return List.of();
        }
        var hashes = new LinkedHashSet<Hash>();
        for (CipherSuite suite : settings.suites(ProtocolVersion.TLS_1_3)) {
            hashes.add(Hash.of(suite));
        }
        return settings.psks().offered(hashes);
    }

    /** Takes all of them over. */
    static OfferedPsks of(Optional<ResumableSession> session, List<ExternalPsk> external) {
        var list = new ArrayList<OfferedPsk>();
        if (session.isPresent()) {
            list.add(OfferedPsk.of(session.get()));
        }
        for (ExternalPsk key : external) {
            list.add(OfferedPsk.of(key));
        }
        return new OfferedPsks(List.copyOf(list));
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** Those that go with suites of {@code hash}; the others are erased. */
    OfferedPsks of(Hash hash) {
        list.stream().filter(psk -> psk.key().hash() != hash).forEach(OfferedPsk::close);
        return new OfferedPsks(
                list.stream().filter(psk -> psk.key().hash() == hash).toList());
    }

    /**
     * A hello whose binders cover all that comes before them (RFC 9846 §4.3.11.2).
     *
     * @param before what was said before it; empty for a first hello
     */
    ClientHello bind(Form form, Instant now, Optional<Transcript> before) {
        PreSharedKeyOffer unbound = offer(
                now,
                list.stream().map(psk -> new byte[psk.key().hash().length()]).toList());
        byte[] hello = form.with(unbound).encode();
        int length = hello.length - unbound.bindersLength();
        return form.with(offer(
                now,
                list.stream()
                        .map(psk -> psk.binder(truncatedHash(before, psk.key().hash(), hello, length)))
                        .toList()));
    }

    /** A first hello has nothing before it, and no hash is chosen yet: each key has its own. */
    private static byte[] truncatedHash(Optional<Transcript> before, Hash hash, byte[] hello, int length) {
        return before.isPresent() ? before.get().hashWith(hello, length) : hash.hash(Arrays.copyOf(hello, length));
    }

    private PreSharedKeyOffer offer(Instant now, List<byte[]> binders) {
        return new PreSharedKeyOffer(list.stream().map(psk -> psk.identity(now)).toList(), binders);
    }

    /** The server has taken this one, or none: the others are erased. */
    void keepOnly(Optional<OfferedPsk> taken) {
        for (OfferedPsk psk : list) {
            if (taken.isEmpty() || !psk.equals(taken.get())) {
                psk.close();
            }
        }
    }

    @Override
    public void close() {
        for (OfferedPsk psk : list) {
            psk.close();
        }
    }
}
