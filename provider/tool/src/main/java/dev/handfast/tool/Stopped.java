package dev.handfast.tool;

/** A command cannot go on; its message is one line, with what to do. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Stopped(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Because of what it was given. */
    static Stopped byWrongUse(String message) {
        return new Stopped(Main.WRONG_USE, message);
    }

    /** Because the peer, or what was looked at, is not as it should be. */
    static Stopped byFinding(String message) {
        return new Stopped(Main.FAILED, message);
    }

    /** What the JVM exits with. */
    int status() {
        return status;
    }
}
