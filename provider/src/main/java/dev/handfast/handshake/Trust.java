package dev.handfast.handshake;

import dev.handfast.CertificateCheck;
import dev.handfast.wire.TlsFault;
import java.util.function.Consumer;

/** Judges the peer's certificates. Called from deferred work, without any lock of the connection; may be slow. */
public interface Trust {
    /**
     * Returns if {@link Negotiated#peerChain()} is trusted for this connection.
     *
     * @param authType as JSSE's trust managers take it: {@code UNKNOWN} for a TLS 1.3 server, the key's algorithm for a client
     * @throws TlsFault with the alert that says why not (RFC 9846 §6.2)
     */
    void check(Negotiated soFar, String authType) throws TlsFault;

    /**
     * The same for who listens.
     *
     * @param report is given each thing that was asked, as far as it is known, in order; one that failed is the last
     */
    default void check(Negotiated soFar, String authType, Consumer<CertificateCheck> report) throws TlsFault {
        check(soFar, authType);
    }
}
