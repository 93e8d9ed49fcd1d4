package dev.handfast.explain;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers the fields of one structure while it is read. What cannot be read becomes a field, too, and ends the structure. */
final class Fields {
    /** No message of an honest peer has so many; one of 2^24 bytes could. */
    private static final int MOST = 4_000;

    private static final int LONGEST_SUMMARY = 90;

    private final List<Field> fields = new ArrayList<>();
    private final int[] left;

    Fields() {
        this(new int[] {MOST});
    }

    private Fields(int[] left) {
        this.left = left;
    }

    List<Field> list() {
        return fields;
    }

    /** What {@code in} has from {@code from} up to where it stands now. */
    void add(String name, String value, int from, ByteReader in) {
        add(new Field(name, Printable.text(value), from, in.position(), List.of()));
    }

    /** A field with parts; what the parts leave of {@code body} is told, too. */
    void add(String name, int from, ByteReader body, Layout inside) {
        add(name, "", from, body, inside);
    }

    /** @param value empty for what the parts say */
    void add(String name, String value, int from, ByteReader body, Layout inside) {
        var parts = new Fields(left);
        parts.readAll(body, inside);
        String said = value.isEmpty() ? summary(parts.fields, Field::value) : Printable.text(value);
        add(new Field(name, said, from, body.position(), parts.fields));
    }

    /** A field that says what its parts are called. */
    void addNames(String name, int from, ByteReader body, Layout inside) {
        var parts = new Fields(left);
        parts.readAll(body, inside);
        add(new Field(name, summary(parts.fields, Field::name), from, body.position(), parts.fields));
    }

    /** A field whose length nothing tells: it ends where {@code inside} ends. */
    void addStructure(String name, int telling, ByteReader in, Layout inside) throws TlsFault {
        int from = in.position();
        var parts = new Fields(left);
        try {
            inside.read(in, parts);
        } finally {
            String value =
                    telling < parts.fields.size() ? parts.fields.get(telling).value() : "";
            add(new Field(name, value, from, in.position(), parts.fields));
        }
    }

    /** Reads all of {@code in}, whatever it holds. */
    void readAll(ByteReader in, Layout inside) {
        try {
            inside.read(in, this);
            addRest("unexpected", in, "bytes that have no place here");
        } catch (TlsFault malformed) {
            addRest("malformed", in, malformed.getMessage());
        }
    }

    boolean isFull() {
        return left[0] <= 1;
    }

    /** All that {@code in} has left, if it has. */
    void addRest(String name, ByteReader in, String value) {
        int from = in.position();
        if (in.rest().length > 0 || name.equals("malformed")) {
            add(name, value, from, in);
        }
    }

    private void add(Field field) {
        left[0]--;
        fields.add(field);
    }

    /** What the parts say, as many of them as fit. */
    private static String summary(List<Field> parts, Function<Field, String> saying) {
        List<String> values =
                parts.stream().map(saying).filter(value -> !value.isEmpty()).toList();
        int length = 0;
        int shown = 0;
        while (shown < values.size()
                && (shown == 0 || length + values.get(shown).length() <= LONGEST_SUMMARY)) {
            length += values.get(shown++).length() + 2;
        }
        String first = values.stream().limit(shown).collect(Collectors.joining(", "));
        if (values.isEmpty()) {
            return "empty";
        }
        return shown == values.size() ? first : first + " and " + (values.size() - shown) + " more";
    }
}
