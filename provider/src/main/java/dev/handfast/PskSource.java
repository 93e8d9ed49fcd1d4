package dev.handfast;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the pre-shared keys of handshakes come from. A client offers one, and goes on with certificates if the server does not take it. A
 * server takes those that it knows; a client whose key it does not know gets its certificate, or {@code unknown_psk_identity} if it
 * has none. A connection with a pre-shared key shows no certificates: {@code getPeerCertificates} of its session throws. Where client
 * certificates are needed ({@code setNeedClientAuth}) none is taken. Each key serves one pair of peers, and each of them in one role
 * (RFC 9257 §4).
 *
 * <p>Called in each handshake, by whatever thread does that work; thread-safe.
 *
 * @see HandfastParameters#setPskSource
 */
public interface PskSource {

    /**
     * Client: the key to offer to a server; empty for none. It should not block.
     *
     * @param host null if the application has not told whom it talks to
     * @param port -1 if the application has not told it
     */
    default Optional<PskCredential> offer(String host, int port) {
        return Optional.empty();
    }

    /**
     * Server: the key of a client that says that it is {@code identity}; empty if there is none. The client has not proved anything
     * yet.
     */
    default Optional<PskCredential> find(byte[] identity) {
        return Optional.empty();
    }

    /** These and no others: a server knows them all, a client offers the first. */
    static PskSource of(PskCredential... credentials) {
        List<PskCredential> all = List.of(credentials);
        return new PskSource() {
            @Override
            public Optional<PskCredential> offer(String host, int port) {
                return all.stream().findFirst();
            }

            @Override
            public Optional<PskCredential> find(byte[] identity) {
                return all.stream()
                        .filter(each -> Arrays.equals(each.identity(), identity))
                        .findFirst();
            }
        };
    }
}
