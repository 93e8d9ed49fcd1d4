package dev.handfast;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A certificate chain and its key in files that are looked at before each handshake: when they have changed, new handshakes show
 * the new certificate, and connections go on as they are. What cannot be used leaves the old one in place and is told to the
 * {@link System.Logger} {@code dev.handfast} once. Immutable; equal if all that they say is equal.
 */
public sealed interface CredentialFiles {
    /** The files that are looked at. */
    List<Path> files();

    /**
     * Two files in PEM (RFC 7468).
     *
     * @param certificates the end entity's certificate and then those of its authorities, each vouching for the one before
     * @param key that of the first certificate: {@code PRIVATE KEY}, which is PKCS#8 without a password
     */
    static CredentialFiles pem(Path certificates, Path key) {
        return new Pem(certificates, key);
    }

    /**
     * A key store.
     *
     * @param type such as {@code PKCS12}
     * @param password of the store and of its keys; copied. Null for none
     */
    static CredentialFiles keyStore(Path file, String type, char[] password) {
        return new Store(file, type, password);
    }

    /** See {@link CredentialFiles#pem}. */
    record Pem(Path certificates, Path key) implements CredentialFiles {
        public Pem {
            Objects.requireNonNull(certificates, "file of certificates");
            Objects.requireNonNull(key, "file of the key");
        }

        @Override
        public List<Path> files() {
            return List.of(certificates, key);
        }

        /** The names of the two files. */
        @Override
        public String toString() {
            return certificates + " and " + key;
        }
    }

    /** See {@link CredentialFiles#keyStore}. */
    final class Store implements CredentialFiles {
        private final Path file;
        private final String type;
        private final char[] password;

        private Store(Path file, String type, char[] password) {
            this.file = Objects.requireNonNull(file, "file of the key store");
            this.type = Objects.requireNonNull(type, "type of the key store");
            this.password = password == null ? null : password.clone();
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        public String type() {
            return type;
        }

        /** A copy; null for none. */
        public char[] password() {
            return password == null ? null : password.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Store store
                    && file.equals(store.file)
                    && type.equals(store.type)
                    && Arrays.equals(password, store.password);
        }

        @Override
        public int hashCode() {
            return Objects.hash(file, type);
        }

        /** The name of the file, without the password. */
        @Override
        public String toString() {
            return file + " (" + type + ")";
        }
    }
}
