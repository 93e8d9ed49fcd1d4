package dev.handfast.managers;

import java.net.Socket;
import java.security.AlgorithmConstraints;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * What a manager can know of the connection that it is asked for, whoever's engine or socket it is.
 *
 * @param known whether anybody says what connection it is for
 * @param session that of the handshake; null outside of one
 * @param constraints the application's; null for none
 * @param identification the application's; null for none
 */
record Circumstances(boolean known, SSLSession session, AlgorithmConstraints constraints, String identification) {
    static final Circumstances UNKNOWN = new Circumstances(false, null, null, null);

    /** The two versions whose peers list the signatures that they take, each under TLS's and DTLS's name. */
    private static final List<String> LISTING = List.of("TLSv1.3", "TLSv1.2", "DTLSv1.3", "DTLSv1.2");

    static Circumstances of(SSLEngine engine) {
        return engine == null ? UNKNOWN : of(engine.getHandshakeSession(), engine.getSSLParameters());
    }

    /** A socket that is not connected, or not one of TLS, says nothing: so the JDK's managers have it. */
    static Circumstances of(Socket socket) {
        return socket instanceof SSLSocket tls && tls.isConnected()
                ? of(tls.getHandshakeSession(), tls.getSSLParameters())
                : UNKNOWN;
    }

    private static Circumstances of(SSLSession session, SSLParameters parameters) {
        return new Circumstances(
                true, session, parameters.getAlgorithmConstraints(), parameters.getEndpointIdentificationAlgorithm());
    }

    /** Signatures that we take in the peer's certificates; null where nobody listed them. */
    String[] localSignatures() {
        return listing() ? ((ExtendedSSLSession) session).getLocalSupportedSignatureAlgorithms() : null;
    }

    /** Signatures that the peer takes in our certificates; null where nobody listed them. */
    String[] peerSignatures() {
        return listing() ? ((ExtendedSSLSession) session).getPeerSupportedSignatureAlgorithms() : null;
    }

    private boolean listing() {
        return session instanceof ExtendedSSLSession && LISTING.contains(session.getProtocol());
    }

    /** The peer was asked to staple OCSP responses; false where nobody knows. */
    boolean asksForStatus() {
        return session instanceof AsksForStatus client && client.asksForStatus();
    }

    List<byte[]> statusResponses() {
        return session instanceof ExtendedSSLSession extended ? extended.getStatusResponses() : List.of();
    }

    /** The host that the client asks for by SNI; null if it does not, or nobody knows. */
    String requestedHost() {
        return EndpointIdentity.requestedHost(session);
    }
}
