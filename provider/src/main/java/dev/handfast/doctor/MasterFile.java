package dev.handfast.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The JDK's own {@code conf/security/java.security}, whatever overrides this JVM was given. */
final class MasterFile {
    private final Properties properties = new Properties();

    /**
     * Reads it.
     *
     * @throws UncheckedIOException if it cannot be read; without it no JVM has security properties at all
     */
    MasterFile() {
        try (InputStream file = Files.newInputStream(path())) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path path() {
        return Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
    }

    Numbering numbering() {
        return Numbering.of(properties::getProperty);
    }

    /** Whether {@code -Djava.security.properties} means anything in this JVM. */
    boolean permitsOverride() {
        return "true".equalsIgnoreCase(properties.getProperty("security.overridePropertiesFile"));
    }
}
