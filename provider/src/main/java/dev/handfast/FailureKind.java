package dev.handfast;

/** The cases of a {@link TlsFailure}. Each is decided by facts; what they do not decide has the more general kind. */
public enum FailureKind {
    NO_COMMON_VERSION(
            "no protocol version is enabled on both sides",
            "enable TLSv1.2 or TLSv1.3 on the side that lacks it (setEnabledProtocols, jdk.tls.client.protocols,"
                    + " jdk.tls.server.protocols, jdk.tls.disabledAlgorithms)"),
    NO_COMMON_CIPHER_SUITE(
            "no cipher suite is enabled on both sides",
            "enable one of the other side's (setEnabledCipherSuites, jdk.tls.client.cipherSuites,"
                    + " jdk.tls.server.cipherSuites, jdk.tls.disabledAlgorithms)"),
    NO_COMMON_GROUP(
            "no named group for the key exchange is enabled on both sides",
            "enable one of the other side's (setNamedGroups, jdk.tls.namedGroups, jdk.tls.disabledAlgorithms)"),
    NO_COMMON_SIGNATURE_SCHEME(
            "no signature scheme is enabled on both sides",
            "enable one of the other side's (setSignatureSchemes, jdk.tls.client.SignatureSchemes,"
                    + " jdk.tls.server.SignatureSchemes, jdk.tls.disabledAlgorithms)"),
    NO_COMMON_APPLICATION_PROTOCOL(
            "both sides name application protocols (ALPN), and none is the same",
            "name one of the other side's in SSLParameters.setApplicationProtocols, or none at all"),
    NO_FITTING_CERTIFICATE(
            "the server has no certificate with a key for what both sides know, or its key is not that of its certificate",
            "give the server a certificate and its own key, of a kind that the client takes"),
    UNRECOGNIZED_NAME(
            "the server does not know the name that the client asks for (SNI)",
            "ask for another name, or let the server's SNIMatcher take this one"),
    NOTHING_ENABLED(
            "on our side nothing of a kind is left that a hello needs",
            "widen the list that was set, or what jdk.tls.disabledAlgorithms forbids"),
    WEAKENED(
            "somebody made this handshake weaker than both sides can do, or ties it to another one",
            "look for a middlebox that breaks TLS between the two"),
    LACKS_PROTECTION(
            "the peer lacks a protection that we insist on", "update the peer, or allow what the message names"),
    PLAINTEXT_REQUEST("an HTTP request without TLS came to our TLS port", "use https, or have TLS off on this port"),
    NOT_TLS(
            "what the peer sent is no record of TLS",
            "connect to the port that speaks TLS; a protocol with STARTTLS wants its command first"),
    UNKNOWN_ISSUER(
            "the chain ends at an authority that nobody here trusts",
            "if it is to be trusted, add its certificate to the trust store in use"),
    INCOMPLETE_CHAIN(
            "the peer showed its own certificate alone, and its issuer is not trusted here",
            "have the peer send its intermediate certificates, or add the issuer to the trust store in use"),
    SELF_SIGNED(
            "the peer's certificate signs itself and is not trusted here",
            "add it to the trust store in use, or give the peer one of an authority"),
    NOBODY_TRUSTED(
            "there is no trust anchor here at all",
            "put the peer's authority into the trust store, or name another store"),
    EXPIRED("a certificate has ended", "whoever runs the peer has to renew it"),
    NOT_YET_VALID("a certificate has not begun", "one of the two clocks is wrong, or the peer uses it too early"),
    WRONG_HOST(
            "the certificate is not for the host that the connection was made to",
            "connect by a name that the certificate has, or have this name put into it"),
    WEAK_CERTIFICATE(
            "a signature or key in the chain is of an algorithm or size that is not taken",
            "whoever runs the peer has to get a certificate with a stronger key or signature"),
    WRONG_USAGE(
            "the certificate was not issued for what the peer uses it for", "its authority has to issue another one"),
    REVOKED("a certificate was revoked", "whoever runs the peer has to replace it, and its key"),
    REVOCATION_UNKNOWN(
            "revocation is checked, and nobody says whether a certificate was revoked",
            "have the server staple OCSP responses, let this JVM reach the responder or list, or look at revocation no more"
                    + " (com.sun.net.ssl.checkRevocation, or the application's parameters)"),
    MISSING_STAPLE(
            "the certificate promises a stapled OCSP response (must-staple), and none came",
            "switch on OCSP stapling in the server"),
    DISTRUSTED_AUTHORITY(
            "the authority was trusted once (jdk.security.caDistrustPolicies)",
            "whoever runs the server has to get a certificate from another authority"),
    BAD_CERTIFICATE(
            "a certificate is malformed or wrongly signed, or there are too many of them",
            "whoever runs the peer has to look at what it sends"),
    CERTIFICATE_REFUSED(
            "a trust manager, or the peer, refused the certificate for a reason of its own",
            "ask whoever wrote the trust manager, or runs the peer"),
    CLIENT_CERTIFICATE_MISSING(
            "the server insists on a client certificate, and the client showed none",
            "give the client's SSLContext a key manager with a certificate of an authority that the server names, or set"
                    + " javax.net.ssl.keyStore"),
    UNPROVEN_KEY(
            "a signature or MAC over the handshake is wrong: who sent it has not got the key that it should have",
            "check that the private key belongs to the certificate; otherwise somebody is in the middle"),
    RECORD_NOT_AUTHENTIC(
            "a record does not decrypt",
            "something between the two changed it, or one side has other keys: look for a proxy, or a bug in one of the two"),
    PEER_CLOSED(
            "the peer's TCP connection ended or broke, or it said close_notify, in the middle of the handshake",
            "look at the peer's log; a port that does not speak TLS, a proxy or a firewall may close, too"),
    TIMEOUT(
            "the peer did not send what comes next within the timeout of reads",
            "see what the peer waits for, or give it more time (setSoTimeout)"),
    CANCELED(
            "our side closed the connection in the middle of the handshake, which listeners alone are told",
            "see who closed it, and whether it might wait longer"),
    REFUSED_BY_PEER("the peer ended the connection with an alert that does not say enough", "look at the peer's log"),
    PEER_MISBEHAVED(
            "the peer sent what the standard forbids", "update the peer, or whatever changes its messages on the way"),
    NEW_SESSION_FORBIDDEN(
            "a new session would have to be made, and the application forbids it",
            "call setEnableSessionCreation(true)"),
    OWN_FAILURE(
            "something on our side failed: a manager, a callback of the application, or Handfast itself",
            "look at the cause");

    private final String when;
    private final String remedy;

    FailureKind(String when, String remedy) {
        this.when = when;
        this.remedy = remedy;
    }

    /** What is the case, in a clause. */
    public String when() {
        return when;
    }

    /** What helps, where nothing more is known. */
    public String remedy() {
        return remedy;
    }
}
