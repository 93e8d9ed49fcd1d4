package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.TicketKeys;
import dev.handfast.handshake.DerivedTicketKeys;
import dev.handfast.handshake.TicketKeyRing;
import dev.handfast.property.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that seal the tickets of a context's servers. Thread-safe; bounded. */
final class TicketKeyRings {
    private static final int LIMIT = 1024;

    private final TicketKeyRing generated;
    private final TicketKeyRing own;
    private final Map<TicketKeys, TicketKeyRing> given = new ConcurrentHashMap<>();

    private TicketKeyRings(TicketKeyRing generated, TicketKeyRing own) {
        this.generated = generated;
        this.own = own;
    }

    /**
     * Those of a context that is initialised now: in the files that {@code dev.handfast.ticketKeys} names, if it does. They are read when
     * the first ticket is made.
     *
     * @param generated the ones that count where nobody gives others
     */
    static TicketKeyRings current(TicketKeyRing generated) {
        List<String> files = Property.TICKET_KEYS.list();
        return new TicketKeyRings(
                generated, files.isEmpty() ? generated : new DerivedTicketKeys(new Configured(files), generated));
    }

    /** The keys for a connection with these parameters. */
    TicketKeyRing of(HandfastParameters set) {
        TicketKeys keys = set.getTicketKeys();
        if (keys == null) {
            return own;
        }
        TicketKeyRing known = given.get(keys);
        if (known == null) {
            if (given.size()
                    >= LIMIT) { // an application that never gives the same again gains nothing, and costs no memory
                given.clear();
            }
            known = given.computeIfAbsent(keys, source -> new DerivedTicketKeys(source, generated));
        }
        return known;
    }

    /** Those of the property. As long as they cannot be read at all, they are tried again. */
    private static final class Configured implements TicketKeys {
        private final List<String> files;
        private volatile TicketKeys read;

        Configured(List<String> files) {
            this.files = files;
        }

        @Override
        public List<Key> keys() {
            if (read == null) {
                try {
                    read = TicketKeys.fromFile(files.stream().map(Path::of).toArray(Path[]::new));
                } catch (IOException unusable) {
                    throw new UncheckedIOException(Property.TICKET_KEYS + ": " + unusable.getMessage(), unusable);
                }
            }
            return read.keys();
        }
    }
}
