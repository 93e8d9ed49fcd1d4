package dev.handfast.property;

import java.security.Security;

/** Where the JDK looks for a property. */
public enum Source {
    /** {@code -Dname=value}. */
    SYSTEM {
        @Override
        String value(String name) {
            return System.getProperty(name);
        }
    },
    /** {@code java.security}. */
    SECURITY {
        @Override
        String value(String name) {
            return Security.getProperty(name);
        }
    },
    /** {@code java.security}, and {@code -Dname=value} overrides it. */
    EITHER {
        @Override
        String value(String name) {
            String system = SYSTEM.value(name);
            return system != null ? system : SECURITY.value(name);
        }
    };

    /** As it is now; null if it is not set. */
    abstract String value(String name);
}
