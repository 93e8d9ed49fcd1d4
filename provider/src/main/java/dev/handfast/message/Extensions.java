package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The extensions of one message, in the order of the wire (RFC 9846 §4.3). Those that we know are decoded, the others are kept
 * as they came. Immutable.
 */
public final class Extensions {
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int PRE_SHARED_KEY = 41;

    private final Place place;
    private final Map<Integer, Entry> entries;

    /** An extension as it stands on the wire, and what its form in this place made of it: null if it is unknown to us. */
    private record Entry(int type, byte[] raw, Object value) {
        static final Codec<Entry> CODEC = new Codec<>() {
            @Override
            public Entry decode(ByteReader in) throws TlsFault {
                return new Entry(in.uint16(), in.opaque(0, 0xFFFF), null);
            }

            @Override
            public void encode(Entry entry, ByteWriter out) {
                out.uint16(entry.type).opaque(0xFFFF, entry.raw);
            }
        };
    }

    private Extensions(Place place, Map<Integer, Entry> entries) {
        this.place = place;
        this.entries = entries;
    }

    /** A block without extensions. */
    public static Extensions none(Place place) {
        return builder(place).build();
    }

    public static Builder builder(Place place) {
        return builder(place, Set.of());
    }

    /** Leaves out the extensions with the numbers {@code switchedOff}, whatever is added. */
    public static Builder builder(Place place, Set<Integer> switchedOff) {
        return new Builder(place, switchedOff);
    }

    static Extensions decode(ByteReader in, Place place) throws TlsFault {
        return decode(in.list(0, 0xFFFF, Entry.CODEC), place);
    }

    /** With supported_versions it is a ServerHello of TLS 1.3, which puts elsewhere what TLS 1.2 says here (RFC 9846 §4.2.3). */
    static Extensions decodeServerHello(ByteReader in) throws TlsFault {
        List<Entry> undecoded = in.list(0, 0xFFFF, Entry.CODEC);
        for (Entry entry : undecoded) {
            if (entry.type() == SUPPORTED_VERSIONS) {
                return decode(undecoded, Place.SERVER_HELLO);
            }
        }
        return decode(undecoded, Place.SERVER_HELLO_12);
    }

    private static Extensions decode(List<Entry> undecoded, Place place) throws TlsFault {
        var entries = new LinkedHashMap<Integer, Entry>();
        for (Entry entry : undecoded) {
            if (entries.containsKey(PRE_SHARED_KEY) && place == Place.CLIENT_HELLO) { // §4.3.11
                throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the client's pre_shared_key is not its last extension");
            }
            if (entries.putIfAbsent(entry.type(), decode(entry, place)) != null) {
                throw new TlsFault(
                        Alert.ILLEGAL_PARAMETER, "the extension " + entry.type() + " of the peer appears twice");
            }
        }
        return new Extensions(place, entries);
    }

    private static Entry decode(Entry entry, Place place) throws TlsFault {
        Optional<Extension<?>> form = Extension.in(place, entry.type());
        return form.isPresent() ? decode(entry.raw(), form.get()) : entry;
    }

    private static Entry decode(byte[] raw, Extension<?> form) throws TlsFault {
        var body = new ByteReader(raw);
        Object value = form.codec().decode(body);
        body.end(form.name());
        return new Entry(form.type(), raw, value);
    }

    void encode(ByteWriter out) {
        out.list(0xFFFF, entries.values(), Entry.CODEC);
    }

    /** Those that remain when {@code numbers} are ignored. */
    Extensions without(Set<Integer> numbers) {
        if (numbers.isEmpty()) {
            return this;
        }
        var rest = new LinkedHashMap<>(entries);
        rest.keySet().removeAll(numbers);
        return new Extensions(place, rest);
    }

    /** The message that has them. */
    public Place place() {
        return place;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The value of {@code form}, if the block has it. */
    public <T> Optional<T> get(Extension<T> form) {
        Entry entry = entries.get(form.type());
        return entry == null || form.place() != place ? Optional.empty() : Optional.of(form.cast(entry.value()));
    }

    public boolean has(Extension<?> form) {
        return entries.containsKey(form.type());
    }

    /** The numbers of all extensions, known or not, in the order of the wire. */
    public List<Integer> types() {
        return List.copyOf(entries.keySet());
    }

    /** The body of an extension as it stands on the wire, or null. */
    public byte[] raw(int type) {
        Entry entry = entries.get(type);
        return entry == null ? null : entry.raw().clone();
    }

    @Override
    public String toString() {
        return "extensions " + types();
    }

    /** Gathers one block in the order of the calls. Not thread-safe. */
    public static final class Builder {
        private final Place place;
        private final Set<Integer> switchedOff;
        private final Map<Integer, Entry> entries = new LinkedHashMap<>();

        private Builder(Place place, Set<Integer> switchedOff) {
            this.place = place;
            this.switchedOff = switchedOff;
        }

        /**
         * Adds an extension, unless it is switched off.
         *
         * @throws IllegalArgumentException if it has no business in this message, or is there already
         */
        public <T> Builder add(Extension<T> form, T value) {
            var out = new ByteWriter(64); // few are longer
            form.codec().encode(value, out);
            if (form.place() != place
                    || entries.putIfAbsent(form.type(), new Entry(form.type(), out.toByteArray(), value)) != null) {
                throw new IllegalArgumentException(form.name() + " cannot be added to this " + place);
            }
            return this;
        }

        /** The block; there is nothing to be added any more. */
        public Extensions build() {
            entries.keySet().removeAll(switchedOff);
            return new Extensions(place, entries);
        }
    }
}
