package dev.handfast.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The JDK's own {@code conf/security/java.security}, whatever overrides this JVM was given. */
public final class MasterFile {
    private final Properties properties = new Properties();

    /**
     * Reads it.
     *
     * @throws UncheckedIOException if it cannot be read; without it no JVM has security properties at all
     */
    public MasterFile() {
        try (InputStream file = Files.newInputStream(path())) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path path() {
        return Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
    }

    /** The value of {@code name} there; null if it has none. */
    public String value(String name) {
        return properties.getProperty(name);
    }

    Numbering numbering() {
        return Numbering.of(this::value);
    }

    /** Whether {@code -Djava.security.properties} means anything in this JVM. */
    boolean permitsOverride() {
        return "true".equalsIgnoreCase(properties.getProperty("security.overridePropertiesFile"));
    }
}
