package dev.handfast.apps;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A line by which a {@link Child} speaks to its test, among all else that the application prints. */
record Said(Kind kind, String text) {
    /** What a line is about. */
    enum Kind {
        /** What was asked for is done. */
        DONE,

        /** It failed, and an SSLException is among the causes. */
        REFUSED,

        /** It failed, of anything else. */
        FAILED,

        /** {@link Witness} was asked about a connection: the class of its engine or socket, and the protocol. */
        WITNESSED
    }

    private static final String MARK = "handfast-apps: ";

    // Not System.out, which is the application's to replace.
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    static void say(Kind kind, String text) {
        OUT.println(MARK + kind + " " + text.replaceAll("\\R", " "));
    }

    static Optional<Said> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] parts = line.substring(MARK.length()).split(" ", 2);
        return Optional.of(new Said(Kind.valueOf(parts[0]), parts[1]));
    }
}
