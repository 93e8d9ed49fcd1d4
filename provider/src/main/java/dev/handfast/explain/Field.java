package dev.handfast.explain;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field of a handshake message, with the bytes that it takes. Immutable.
 *
 * @param name as the standard has it, such as {@code cipher_suites}
 * @param value for a person, in printable characters; long ones are cut
 * @param from the first of its bytes, counted from the start of the message; what says how long it is belongs to it
 * @param to behind the last of its bytes
 * @param parts the fields inside, in the order of the wire; each within these bytes, and none within another's
 */
public record Field(String name, String value, int from, int to, List<Field> parts) {

    public Field {
        parts = List.copyOf(parts);
    }

    /** All fields with this name, wherever they are in {@code fields}, in the order of the wire. */
    static Stream<Field> named(String name, List<Field> fields) {
        return fields.stream()
                .flatMap(field -> Stream.concat(
                        field.name().equals(name) ? Stream.of(field) : Stream.empty(), named(name, field.parts())));
    }

    /** The value of the first of them; empty if there is none. */
    static String valueOf(List<Field> fields, String name) {
        return named(name, fields).findFirst().map(Field::value).orElse("");
    }
}
