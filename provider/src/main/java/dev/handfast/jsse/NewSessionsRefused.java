package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.handshake.Credentials;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Trust;
import dev.handfast.wire.Alert;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * {@code setEnableSessionCreation(false)}: a handshake that does not resume ends where it needs a certificate, the server's own or
 * that of the peer.
 */
enum NewSessionsRefused implements Credentials, Trust {
    INSTANCE;

    @Override
    public Optional<Identity> choose(Negotiated soFar, List<SignatureScheme> usable, List<X500Principal> authorities)
            throws TlsFault {
        throw fault();
    }

    @Override
    public void check(Negotiated soFar, String authType) throws TlsFault {
        throw fault();
    }

    @Override
    public String whyNone() {
        return "a new session must not be made";
    }

    static TlsFault fault() {
        return new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                FailureKind.NEW_SESSION_FORBIDDEN,
                "No existing session to resume, and a new one must not be made: setEnableSessionCreation(false)");
    }
}
