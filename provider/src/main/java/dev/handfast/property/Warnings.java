package dev.handfast.property;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells the operator which of his settings do not count: a line for each property, once. The value of a setting is told only
 * where it has to be a number, a word or a list of names, which no password is. Thread-safe.
 */
public final class Warnings {
    private static final Warnings OF_THIS_JVM =
            new Warnings(line -> System.getLogger("dev.handfast").log(Level.WARNING, line));

    private final Consumer<String> out;
    private final Set<Property> told = ConcurrentHashMap.newKeySet();

    /** Gives each line to {@code out}, which has to be thread-safe. */
    public Warnings(Consumer<String> out) {
        this.out = out;
    }

    /** Those that go to the {@code System.Logger} named {@code dev.handfast}, which is looked for when there is something to say. */
    public static Warnings ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Every property that is set, and is not honoured. */
    public void tellIgnored() {
        for (Property property : Property.values()) {
            Optional<String> why = property.whyIgnored();
            if (why.isPresent()) {
                tell(property, "is set, and Handfast does not honour it: " + why.get());
            }
        }
    }

    /**
     * The value of a property, or a part of it, does not count.
     *
     * @param value nothing that may be secret
     * @param instead what is wanted, and what counts now
     */
    public void unusable(Property property, String value, String instead) {
        tell(property, "is set to \"" + value + "\", which is not usable: " + instead);
    }

    private void tell(Property property, String sentence) {
        if (told.add(property)) {
            out.accept(property + " " + sentence);
        }
    }
}
