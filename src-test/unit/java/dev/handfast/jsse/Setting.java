package dev.handfast.jsse;

import java.security.Security;

/** A property of the system or of its security that is set for the length of a piece of a test. */
final class Setting {
    private Setting() {}

    interface Body {
        void run() throws Exception;
    }

    static void system(String name, String value, Body body) throws Exception {
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

    static void security(String name, String value, Body body) throws Exception {
        String before = Security.getProperty(name);
        Security.setProperty(name, value);
        try {
            body.run();
        } finally {
            Security.setProperty(name, before == null ? "" : before);
        }
    }
}
