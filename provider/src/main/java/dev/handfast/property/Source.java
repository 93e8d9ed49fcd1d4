package dev.handfast.property;

import java.security.Security;

/** Where the JDK looks for a property. */
public enum Source {
    /** {@code -Dname=value}. */
    SYSTEM,
    /** {@code java.security}. */
    SECURITY,
    /** {@code java.security}, and {@code -Dname=value} overrides it. */
    EITHER;

    /** As it is now; null if it is not set. */
    String value(String name) {
        String system = this == SECURITY ? null : System.getProperty(name);
        return system != null || this == SYSTEM ? system : Security.getProperty(name);
    }
}
