package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A connection that fails, and what its exception has to say.
 *
 * @param produced returns the exception that the application gets
 * @param alert {@code handshake_failure from us}, {@code unknown_ca from the peer}, or {@code none}
 * @param words each of them stands in the message
 */
record FailureCase(
        String name, Callable<? extends Exception> produced, FailureKind kind, String alert, List<String> words) {
    static Arguments of(
            String name, Callable<? extends Exception> produced, FailureKind kind, String alert, String... words) {
        return Arguments.of(Named.of(name, new FailureCase(name, produced, kind, alert, List.of(words))));
    }

    void check() throws Exception {
        Exception thrown = produced.call();
        assertInstanceOf(IOException.class, thrown);
        String message = thrown.getMessage();
        TlsFailure failure = TlsFailure.of(thrown).orElseThrow(() -> new AssertionError("no TlsFailure", thrown));
        assertEquals(kind, failure.kind(), message);
        String sent = failure.alert()
                .map(alert -> alert + (failure.sentByPeer() ? " from the peer" : " from us"))
                .orElse("none");
        assertEquals(alert, sent, message);
        for (String word : words) {
            assertTrue(message.contains(word), () -> word + " in: " + message);
        }
        assertTrue(message.endsWith(failure.explanation()), message);
        assertFalse(message.contains("\n"), "one paragraph");
        assertTrue(message.contains(failure.during()), message);
        assertTrue(message.contains(failure.remedy()), message);
        assertEquals(message.indexOf(failure.remedy()), message.lastIndexOf(failure.remedy()), "said once");
        if (failure.sentByPeer()) {
            assertTrue(
                    message.startsWith(
                            "Received fatal alert: " + failure.alert().orElseThrow()),
                    message);
        } else {
            failure.alert().ifPresent(own -> assertTrue(message.startsWith("(" + own + ") "), message));
        }
        if (Boolean.getBoolean("failures.print")) {
            System.out.println("* " + name + ": `" + kind + "`, " + alert + "\n  " + message);
        }
    }
}
