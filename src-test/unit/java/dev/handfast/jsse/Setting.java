package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.Security;
import java.util.function.Function;

/** A property of the system or of its security that is set for the length of a piece of a test. */
public final class Setting {
    private Setting() {}

    public interface Body {
        void run() throws Exception;
    }

    /** A system property; null to have it unset. */
    public static void system(String name, String value, Body body) throws Exception {
        String before = System.getProperty(name);
        set(name, value);
        try {
            body.run();
        } finally {
            set(name, before);
        }
    }

    private static void set(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    /** Checks what the policy makes of a system property. */
    static <T> void decides(String name, String value, Function<Policy, T> part, T expected) throws Exception {
        system(name, value, () -> assertEquals(expected, part.apply(Policy.current()), name));
    }

    public static void security(String name, String value, Body body) throws Exception {
        String before = Security.getProperty(name);
        Security.setProperty(name, value);
        try {
            body.run();
        } finally {
            Security.setProperty(name, before == null ? "" : before);
        }
    }
}
