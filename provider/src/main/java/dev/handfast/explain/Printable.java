package dev.handfast.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** What a peer sent, in a form that a person can read and a terminal does not obey. */
final class Printable {
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_SENTENCE = 3000;
    private static final int LONGEST_HEX = 16;

    private Printable() {}

    /** As {@link #line}; long text is cut. */
    static String text(String text) {
        return cut(text, LONGEST_TEXT);
    }

    /** As {@link #text} for a sentence of ours, which may hold several such texts. */
    static String sentence(String text) {
        return cut(text, LONGEST_SENTENCE);
    }

    private static String cut(String text, int longest) {
        int[] characters = text.codePoints().limit(longest + 1L).toArray();
        return characters.length <= longest ? line(text) : line(new String(characters, 0, longest)) + "…";
    }

    /**
     * {@code text} without control characters, nor those that turn the direction of writing or join with what stands before
     * them: each is told by its number instead.
     */
    static String line(String text) {
        var printable = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isVisible(character)) {
                printable.appendCodePoint(character);
            } else {
                printable.append(String.format("\\u%04X", character));
            }
        });
        return printable.toString();
    }

    static String text(byte[] utf8) {
        return text(new String(utf8, UTF_8));
    }

    /** The first bytes, and how many there are. */
    static String hex(byte[] bytes) {
        if (bytes.length == 0) {
            return "empty";
        }
        return bytes.length <= LONGEST_HEX
                ? HexFormat.of().formatHex(bytes)
                : HexFormat.of().formatHex(bytes, 0, LONGEST_HEX) + "… (" + bytes.length + " bytes)";
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> true;
        };
    }
}
