package dev.handfast;

import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;

/** An application whose first look-up is of a digest: that is when the JVM makes the first provider of its list. */
final class FirstDigest {
    private FirstDigest() {}

    /** Prints the threads that the look-up left behind. */
    public static void main(String[] arguments) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        MessageDigest.getInstance("SHA-256");
        var names = new TreeSet<String>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread)) {
                names.add(thread.getName());
            }
        }
        System.out.println("new threads: " + names);
    }
}
