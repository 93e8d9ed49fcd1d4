package dev.handfast.server;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.ExternalPsk;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.message.PreSharedKeyOffer.PskIdentity;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys from elsewhere that a ClientHello offers and we know (RFC 9846 §4.3.11). They have a say in the choice of the suite. */
record KnownPsks(List<Entry> entries) implements Erasable {
    static final KnownPsks NONE = new KnownPsks(List.of());

    /** @param index of its identity in the offer */
    record Entry(int index, ExternalPsk key) {}

    /** Whether it is worth while to ask for them: a client that has to show a certificate cannot do so together with a key (§4.4.2). */
    static boolean mayBeIn(Settings settings, ClientHello hello) {
        return settings.psks().isUsed()
                && hello.extensions().has(Extension.PRE_SHARED_KEY_CH)
                && AcceptedPsk.isWanted(hello)
                && settings.clientAuthentication() != ClientAuthentication.NEEDED;
    }

    /** Asks the application: deferred work. */
    static KnownPsks of(Settings settings, ClientHello hello) throws TlsFault {
        List<PskIdentity> offered = hello.extensions()
                .get(Extension.PRE_SHARED_KEY_CH)
                .map(PreSharedKeyOffer::identities)
                .orElse(List.of());
        var entries = new ArrayList<Entry>();
        int tried = Math.min(AcceptedPsk.MAX_TRIED, offered.size());
        for (int index = 0; index < tried; index++) {
            Optional<ExternalPsk> key = settings.psks().find(offered.get(index).identity());
            if (key.isPresent()) {
                entries.add(new Entry(index, key.get()));
            }
        }
        return new KnownPsks(List.copyOf(entries));
    }

    /** The first that goes with suites of {@code hash}. */
    Optional<Entry> of(Hash hash) {
        for (Entry entry : entries) {
            if (entry.key().hash() == hash) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Erases those that were not taken. */
    void keepOnly(Optional<AcceptedPsk> taken) {
        for (Entry entry : entries) {
            if (taken.isEmpty() || !entry.key().equals(taken.get().key())) {
                entry.key().close();
            }
        }
    }

    @Override
    public void close() {
        for (Entry entry : entries) {
            entry.key().close();
        }
    }
}
