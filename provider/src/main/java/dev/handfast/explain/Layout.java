package dev.handfast.explain;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.TlsFault;
import java.util.function.Function;
import java.util.function.LongFunction;

/** How a structure lies on the wire, in the terms of RFC 9846 §3: reads it, and tells its fields. */
@FunctionalInterface
interface Layout {
    Layout NOTHING = (in, fields) -> {};

    /**
     * Leaves {@code in} behind the structure.
     *
     * @throws TlsFault where it does not have this form; the fields before that are told
     */
    void read(ByteReader in, Fields fields) throws TlsFault;

    /** One structure behind the other. */
    static Layout sequence(Layout... parts) {
        return (in, fields) -> {
            for (Layout part : parts) {
                part.read(in, fields);
            }
        };
    }

    /**
     * A structure with a name of its own, and no length.
     *
     * @param telling the part, counted from 0, whose value is the value of all
     */
    static Layout structure(String name, int telling, Layout... parts) {
        return (in, fields) -> fields.addStructure(name, telling, in, sequence(parts));
    }

    /** An unsigned number of {@code bytes} bytes, 1 to 4. */
    static Layout number(String name, int bytes, LongFunction<String> meaning) {
        return (in, fields) -> {
            int from = in.position();
            long number = 0;
            ByteReader digits = in.part(bytes);
            while (!digits.isEmpty()) {
                number = number << 8 | digits.uint8();
            }
            fields.add(name, meaning.apply(number), from, in);
        };
    }

    /** {@code opaque name[length]}. */
    static Layout bytes(String name, int length) {
        return (in, fields) -> {
            int from = in.position();
            fields.add(name, Printable.hex(in.opaque(length)), from, in);
        };
    }

    /** {@code opaque name<0..max>}, as {@code meaning} tells it. */
    static Layout opaque(String name, int max, Function<byte[], String> meaning) {
        return (in, fields) -> {
            int from = in.position();
            fields.add(name, meaning.apply(in.opaque(0, max)), from, in);
        };
    }

    /** {@code opaque name<0..max>}. */
    static Layout opaque(String name, int max) {
        return opaque(name, max, Printable::hex);
    }

    /** {@code T name<0..max>}. */
    static Layout vector(String name, int max, Layout element) {
        return block(name, max, repeated(element));
    }

    /** {@code T name<0..max>}, of which the names of the elements say most. */
    static Layout namedVector(String name, int max, Layout element) {
        return (in, fields) -> {
            int from = in.position();
            fields.addNames(name, from, in.vector(0, max), repeated(element));
        };
    }

    /** A structure behind its length. */
    static Layout block(String name, int max, Layout inside) {
        return (in, fields) -> {
            int from = in.position();
            fields.add(name, from, in.vector(0, max), inside);
        };
    }

    /** All that is left. */
    static Layout rest(String name) {
        return (in, fields) -> {
            int from = in.position();
            fields.add(name, Printable.hex(in.rest()), from, in);
        };
    }

    /** May be left out at the end. */
    static Layout optional(Layout layout) {
        return (in, fields) -> {
            if (!in.isEmpty()) {
                layout.read(in, fields);
            }
        };
    }

    private static Layout repeated(Layout element) {
        return (in, fields) -> {
            while (!in.isEmpty()) {
                if (fields.isFull()) {
                    fields.addRest("more", in, "too many to be shown");
                    return;
                }
                element.read(in, fields);
            }
        };
    }
}
