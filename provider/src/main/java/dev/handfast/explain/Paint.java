package dev.handfast.explain;

/** Gives told text its look, such as the colours of a terminal. */
@FunctionalInterface
public interface Paint {
    /** Text as it is. */
    Paint PLAIN = (style, text) -> text;

    /** {@code text} with all that makes its look; no line break is in it, and none may be added. */
    String paint(Style style, String text);
}
