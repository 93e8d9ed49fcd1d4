package dev.handfast.handshake;

import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Our own certificates. Called from deferred work, without any lock of the connection; may be slow. */
public interface Credentials {
    /** No certificate at all. */
    Credentials NONE = (soFar, usable, authorities) -> Optional.empty();

    /** Why {@link #choose} found nothing, and where certificates come from: for the person who reads the log. */
    default String whyNone() {
        return "no certificate is configured on our side";
    }

    /**
     * The certificate to prove ourselves with (RFC 9846 §4.5.1.2).
     *
     * @param soFar what is agreed, the version, the peer's schemes and the server names among it
     * @param usable schemes for the handshake's signature that both sides know, ours in order of preference
     * @param authorities those that the peer named; empty if it named none
     * @return empty where nothing fits
     * @throws TlsFault if a chosen certificate turns out unusable
     */
    Optional<Identity> choose(Negotiated soFar, List<SignatureScheme> usable, List<X500Principal> authorities)
            throws TlsFault;
}
