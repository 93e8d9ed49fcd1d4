package dev.handfast.jsse;

import dev.handfast.KeyLog;
import dev.handfast.explain.KeyLogFile;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The file that the operator wants the secrets of all connections in, to decrypt what he captures (RFC 9850). */
final class OperatorKeyLog {
    /** A file is opened once, whatever number of contexts write to it. */
    private static final Map<String, KeyLog> OPEN = new ConcurrentHashMap<>();

    private OperatorKeyLog() {}

    /** As the property and the environment are now; {@link KeyLog#OFF} if they name no file, or one that cannot be written. */
    static KeyLog current() {
        String name = Property.KEY_LOG.isSet() ? Property.KEY_LOG.value() : System.getenv("SSLKEYLOGFILE");
        return name == null || name.isBlank() ? KeyLog.OFF : OPEN.computeIfAbsent(name, OperatorKeyLog::open);
    }

    private static KeyLog open(String name) {
        try {
            KeyLog file = KeyLogFile.open(Path.of(name));
            System.getLogger("dev.handfast")
                    .log(
                            Level.WARNING,
                            "The secrets of all TLS connections are written to " + name
                                    + ": who reads that file reads and forges these connections. Take the setting ("
                                    + Property.KEY_LOG + " or SSLKEYLOGFILE) away where no test data flows.");
            return file;
        } catch (IOException | InvalidPathException unwritable) {
            Property.KEY_LOG.unusable(
                    Warnings.ofThisJvm(), name, "it has to be a file that can be written: " + unwritable);
            return KeyLog.OFF;
        }
    }
}
