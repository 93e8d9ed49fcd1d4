package dev.handfast.jsse;

import java.security.Security;

/** A property of the system or of its security that is set for the length of a piece of a test. */
public final class Setting {
    private Setting() {}

    public interface Body {
        void run() throws Exception;
    }

    public static void system(String name, String value, Body body) throws Exception {
        String before = System.getProperty(name);
        System.setProperty(name, value);
        try {
            body.run();
        } finally {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        }
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
