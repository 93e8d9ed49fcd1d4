package dev.handfast.doctor;

import java.security.Provider;

/** A provider that the JVM cannot make. */
public final class Broken extends Provider {
    private static final long serialVersionUID = 1L;

    public Broken() {
        super("Broken", "1", "throws");
        throw new IllegalStateException("not today");
    }
}
