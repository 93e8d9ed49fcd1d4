package dev.handfast;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What an operator reads in the log, until it is closed. */
public final class LoggedWarnings implements AutoCloseable {
    private final Logger log =
            Logger.getLogger("dev.handfast"); // held, since the JVM forgets loggers that nobody holds
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord told) {
            if (told.getLevel().equals(Level.WARNING)) {
                lines.add(told.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LoggedWarnings() {
        log.addHandler(listener);
        log.setUseParentHandlers(false);
    }

    /** The warnings so far; the list grows. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        log.removeHandler(listener);
        log.setUseParentHandlers(true);
    }
}
