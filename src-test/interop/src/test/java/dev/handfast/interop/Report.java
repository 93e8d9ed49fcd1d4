package dev.handfast.interop;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a program tells of a resumed session.
 *
 * @param where {@link PeerProcess#printed} or {@link PeerProcess#errors}
 */
record Report(Function<PeerProcess, Transcript> where, Pattern what) {
    static Report printed(String what) {
        return new Report(PeerProcess::printed, Pattern.compile(what, Pattern.MULTILINE));
    }

    static Report ofErrors(String what) {
        return new Report(PeerProcess::errors, Pattern.compile(what, Pattern.MULTILINE));
    }

    /** Waits until {@code program} has told. */
    void await(PeerProcess program) throws InterruptedException {
        where.apply(program).await(what);
    }
}
