package dev.handfast.jsse;

import dev.handfast.KeyLog;
import dev.handfast.handshake.KnownChains;
import dev.handfast.managers.CertificateRules;
import dev.handfast.wire.ProtocolVersion;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * What an initialised context gives to its connections. Immutable; safe for many threads.
 *
 * @param keyManager never null: one without a key where there is none
 * @param watched key managers of files that connections name themselves
 * @param trustManager never null: one that refuses everybody where there is none
 * @param certificateRules for the chains of plain trust managers; others have their own
 * @param algorithms what the connections may use under {@code policy}
 * @param clientProtocols enabled for clients by default
 * @param serverProtocols enabled for servers by default
 * @param binding what its sessions are bound to
 * @param ticketKeys of its servers
 * @param knownChains of its servers' clients
 * @param keyLog the operator's; the application may set one of its own
 */
record ContextState(
        X509KeyManager keyManager,
        WatchedCredentials watched,
        X509TrustManager trustManager,
        SecureRandom random,
        Policy policy,
        CertificateRules certificateRules,
        EnabledAlgorithmsCache algorithms,
        List<ProtocolVersion> clientProtocols,
        List<ProtocolVersion> serverProtocols,
        SessionContext clientSessions,
        SessionContext serverSessions,
        SessionBinding binding,
        TicketKeyRings ticketKeys,
        KnownChains knownChains,
        KeyLog keyLog) {

    /** Fresh parameters with this context's defaults. */
    ParameterStore parameters() {
        return new ParameterStore(this);
    }
}
