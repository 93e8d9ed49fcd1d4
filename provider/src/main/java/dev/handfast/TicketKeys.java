package dev.handfast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a server's tickets, which are the sessions of its clients, sealed: one key seals, it and the older ones open. Servers
 * that have the same keys resume each other's sessions. Whoever has a key can read the sessions that it sealed, so each should be
 * replaced within a day or so, and be gone when the last of its tickets is too old.
 *
 * <p>It is asked in each handshake that makes or takes tickets, by many threads. Where it fails or gives no key, the keys from before
 * stay in force, or else generated ones, and the {@link System.Logger} {@code dev.handfast} says so once.
 *
 * @see HandfastParameters#setTicketKeys
 */
@FunctionalInterface
public interface TicketKeys {
    /** All keys that open, the one that seals first; not empty. As long as nothing has changed it is best the same list. */
    List<Key> keys();

    /**
     * Keys in files as nginx takes them for {@code ssl_session_ticket_key}: 80 bytes ({@code openssl rand 80}), or 48. The first file
     * seals, the others open. They are looked at again while handshakes go on, once a second at most: what is in them then counts. Where
     * they cannot be used, the keys from before stay in force, and the logger says so once.
     *
     * <p>The files are shared among Handfast servers alone: tickets are sealed with AES-256-GCM here, under a key that is derived from
     * all of the secret bytes of the file, and nginx cannot open them. To roll a key without a full handshake in between, let all
     * servers open with the new key before one of them seals with it.
     *
     * @throws IOException if a file is not there, cannot be read, has another length, or may be read or written by everybody
     */
    static TicketKeys fromFile(Path... files) throws IOException {
        return new TicketKeyFiles(List.of(files), System::nanoTime);
    }

    /** A key with its name, by which its tickets are told from those of other keys. Equal to itself only. Thread-safe. */
    final class Key {
        /** Bytes of a name. */
        public static final int NAME_LENGTH = 16;

        /** The least bytes of a secret. */
        public static final int MIN_SECRET_LENGTH = 32;

        private final byte[] name;
        private final ErasableBytes secret;

        /**
         * Copies both.
         *
         * @param name 16 bytes, public: each ticket begins with it
         * @param secret at least 32 bytes, all of which make the key
         */
        public Key(byte[] name, byte[] secret) {
            if (name.length != NAME_LENGTH || secret.length < MIN_SECRET_LENGTH) {
                throw new IllegalArgumentException("a ticket key has a name of " + NAME_LENGTH
                        + " bytes and a secret of at least " + MIN_SECRET_LENGTH + ", not " + name.length + " and "
                        + secret.length);
            }
            this.name = name.clone();
            this.secret = new ErasableBytes(secret);
        }

        /** A copy. */
        public byte[] name() {
            return name.clone();
        }

        /** A copy, which the caller erases; empty once the key is destroyed. */
        public Optional<byte[]> secret() {
            return secret.copy();
        }

        /** Erases the secret. Servers that use the key already go on until their {@code TicketKeys} do not give it any more. */
        public void destroy() {
            secret.erase();
        }

        /** Its name, and nothing secret. */
        @Override
        public String toString() {
            return "ticket key " + HexFormat.of().formatHex(name);
        }
    }
}
