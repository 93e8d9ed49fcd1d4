package dev.handfast.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.FailureKind;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummariesTest {
    private final Logger log = Logger.getLogger("dev.handfast");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord told) {
            lines.add(told.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        log.setLevel(Level.FINE);
    }

    @AfterEach
    void restore() {
        log.setLevel(null);
        log.setUseParentHandlers(true);
        log.removeHandler(handler);
    }

    @Test
    void aPeerCannotWriteLinesOfItsOwn() {
        HandshakeListener summaries = Summaries.listenerFor(new HandshakeStart(HandshakeStart.Role.SERVER, null, -1));
        String hostile = "the peer is CN=a\r\n2026-11-26 INFO root logged in";
        summaries.on(new HandshakeEvent.AlertSent("bad_certificate", hostile));
        summaries.on(new HandshakeEvent.Failed(FailureKind.CERTIFICATE_REFUSED, Optional.empty(), hostile, "trust it"));
        assertEquals(
                "server: we sent the alert bad_certificate: the peer is CN=a\\u000D\\u000A2026-11-26 INFO root logged in",
                lines.get(0));
        assertEquals(
                List.of(), lines.stream().filter(line -> line.contains("\n")).toList());
        assertEquals(2, lines.size());
    }
}
