package dev.handfast.client;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.PreSharedKey;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pre-shared keys that a ClientHello offers (RFC 9846 §4.3.11): of a session that it would resume, and then those from elsewhere.
 */
record OfferedPsks(List<OfferedPsk> list) implements Erasable {
    /** Hashes the beginning of a ClientHello, and what came before it. */
    @FunctionalInterface
    interface TruncatedHash {
        byte[] of(Hash hash, byte[] hello, int length);
    }

    /** Makes a ClientHello with this offer in it; null for none. */
    @FunctionalInterface
    interface Form {
        ClientHello with(PreSharedKeyOffer offer);
    }

    /** The keys from elsewhere, for the hashes of our suites, best first. */
    static List<ExternalPsk> external(Settings settings) throws TlsFault {
        return FittingSession.takesPsks(settings)
                ? settings.psks()
                        .offered(new LinkedHashSet<>(settings.suites(ProtocolVersion.TLS_1_3).stream()
                                .map(Hash::of)
                                .toList()))
                : List.of();
    }

    /** Takes all of them over. */
    static OfferedPsks of(Optional<ResumableSession> session, List<ExternalPsk> external) {
        return new OfferedPsks(Stream.<PreSharedKey>concat(session.stream(), external.stream())
                .map(OfferedPsk::of)
                .toList());
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

    /** A hello whose binders cover all that comes before them (RFC 9846 §4.3.11.2). */
    ClientHello bind(Form form, Instant now, TruncatedHash truncated) {
        PreSharedKeyOffer unbound = offer(
                now,
                list.stream().map(psk -> new byte[psk.key().hash().length()]).toList());
        byte[] hello = form.with(unbound).encode();
        int length = hello.length - unbound.bindersLength();
        return form.with(offer(
                now,
                list.stream()
                        .map(psk -> psk.binder(truncated.of(psk.key().hash(), hello, length)))
                        .toList()));
    }

    private PreSharedKeyOffer offer(Instant now, List<byte[]> binders) {
        return new PreSharedKeyOffer(list.stream().map(psk -> psk.identity(now)).toList(), binders);
    }

    /** The server has taken this one, or none: the others are erased. */
    void keepOnly(Optional<OfferedPsk> taken) {
        list.stream().filter(psk -> taken.isEmpty() || !psk.equals(taken.get())).forEach(OfferedPsk::close);
    }

    @Override
    public void close() {
        list.forEach(OfferedPsk::close);
    }
}
