package dev.handfast.tool;

import java.security.Security;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Properties as an operator would set them, until it is closed: contexts that are made in between keep to them. Used by one thread,
 * and not by two at a time.
 */
final class OperatorWish implements AutoCloseable {
    private final Deque<Runnable> undoing = new ArrayDeque<>();

    /** @param value null to take the property away */
    void system(String name, String value) {
        String before = System.getProperty(name);
        undoing.push(() -> put(name, before));
        put(name, value);
    }

    /** Security properties that are there cannot be taken away, only replaced. */
    void security(String name, String value) {
        String before = Security.getProperty(name);
        undoing.push(() -> Security.setProperty(name, before));
        Security.setProperty(name, value);
    }

    private static void put(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    @Override
    public void close() {
        undoing.forEach(Runnable::run);
    }
}
