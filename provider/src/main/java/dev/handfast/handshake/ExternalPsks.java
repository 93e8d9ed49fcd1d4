package dev.handfast.handshake;

import dev.handfast.crypto.Hash;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The external PSKs of one connection (RFC 9846 §4.3.11). Who gets one erases it. Asks the application, which may be slow. */
public interface ExternalPsks {
    /** Knows none. */
    ExternalPsks NONE = new ExternalPsks() {
        @Override
        public boolean isUsed() {
            return false;
        }

        @Override
        public List<ExternalPsk> offered(Set<Hash> hashes) {
            return List.of();
        }

        @Override
        public Optional<ExternalPsk> find(byte[] identity) {
            return Optional.empty();
        }
    };

    /** Whether the application wants them at all. */
    boolean isUsed();

    /**
     * Client: those to offer to this server.
     *
     * @param hashes those of our cipher suites, best first
     */
    List<ExternalPsk> offered(Set<Hash> hashes) throws TlsFault;

    /** Server: the one with an identity that a client offers; empty if there is none. */
    Optional<ExternalPsk> find(byte[] identity) throws TlsFault;
}
