package dev.handfast.jsse;

import dev.handfast.handshake.Negotiated;
import dev.handfast.managers.AsksForHost;
import dev.handfast.managers.AsksForStatus;
import dev.handfast.wire.SignatureScheme;
import java.security.Principal;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;

/**
 * A session as JSSE sees it: first that of the handshake, then, the same object, that of the connection. Thread-safe.
 */
final class Session extends ExtendedSSLSession implements AsksForStatus, AsksForHost {
    private static final AtomicReferenceFieldUpdater<Session, byte[]> ID =
            AtomicReferenceFieldUpdater.newUpdater(Session.class, byte[].class, "id");

    private static final int HEADER = 5;

    /** Bytes of the longest record that may come: header, 2^14 of content, and what TLS 1.2 allows for protection. */
    static final int PACKET_BUFFER = HEADER + (1 << 14) + 320;

    private static final int ID_LENGTH = 32;
    private static final byte[] NO_ID = {};

    private final SessionContext context;
    private final String peerHost;
    private final int peerPort;
    private final List<SNIServerName> asked;
    private final List<SignatureScheme> localSchemes;
    private final SecureRandom random;

    /** One of our own: made when it is asked for, which few do. */
    private volatile byte[] id;

    private volatile SessionOrigin origin;
    private volatile SessionOrigin offered;
    private volatile Negotiated negotiated;
    private volatile String chosenProtocol;
    private volatile boolean asksForStatus;
    private volatile int packetBuffer = PACKET_BUFFER;

    private Session(
            SessionContext context,
            String peerHost,
            int peerPort,
            List<SNIServerName> asked,
            List<SignatureScheme> localSchemes,
            SecureRandom random,
            SessionOrigin origin) {
        this.context = context;
        this.peerHost = peerHost;
        this.peerPort = peerPort;
        this.asked = asked;
        this.localSchemes = localSchemes;
        this.random = random;
        this.origin = origin;
        this.negotiated = Negotiated.nothing(List.of());
    }

    /** The session of a connection that has none: {@code SSL_NULL_WITH_NULL_NULL}, not valid. */
    static Session none(String peerHost, int peerPort) {
        var origin = new SessionOrigin(System.currentTimeMillis());
        origin.invalidate();
        var session = new Session(null, peerHost, peerPort, List.of(), List.of(), null, origin);
        session.id = NO_ID;
        return session;
    }

    /**
     * The session of a handshake that begins. TLS 1.3 has no session id; applications want one that differs.
     *
     * @param asked client: the names that its application has set, whether they can stand in {@code server_name} or not
     */
    static Session beginning(
            SessionContext context,
            String peerHost,
            int peerPort,
            List<SNIServerName> asked,
            List<SignatureScheme> localSchemes,
            SecureRandom random) {
        var origin = new SessionOrigin(System.currentTimeMillis());
        return new Session(context, peerHost, peerPort, asked, localSchemes, random, origin);
    }

    /** One with an id of its own: TLS 1.3 leaves several to one connection, each to be resumed by itself. */
    Session another() {
        var other = new Session(context, peerHost, peerPort, asked, localSchemes, random, origin);
        other.negotiated = negotiated;
        return other;
    }

    /** The peer is offered to resume what goes back to {@code earlier}, or offers it itself. */
    void offer(SessionOrigin earlier) {
        offered = earlier;
    }

    /** The application has set how long records are to be; 0 leaves it to us. It does not bind the peer: see {@link #sawRecord}. */
    void expectPackets(int maximumSize) {
        packetBuffer = maximumSize > 0 ? maximumSize : PACKET_BUFFER;
    }

    /** Its hello offers {@code status_request}. */
    void askForStatus() {
        asksForStatus = true;
    }

    @Override
    public boolean asksForStatus() {
        return asksForStatus;
    }

    /** A record longer than the session says: from now on it says that any may come. */
    void sawRecord(int length) {
        if (length > packetBuffer) {
            packetBuffer = PACKET_BUFFER;
        }
    }

    /** What is agreed by now; if that is to resume, the session goes on from where the earlier one was. */
    void update(Negotiated agreed) {
        negotiated = agreed;
        SessionOrigin earlier = offered;
        if (agreed.resumedSince().isPresent() && earlier != null && earlier != origin) {
            earlier.resumed(origin);
            origin = earlier;
        }
    }

    /** A server has chosen the application protocol, which is not agreed before the client has been told. */
    void choose(String protocol) {
        chosenProtocol = protocol;
    }

    /** As it stands on the wire; null if none has been chosen. */
    String chosenProtocol() {
        return chosenProtocol;
    }

    /** What was offered does not work with this peer: no other connection offers it. */
    void discardOffer() {
        SessionOrigin earlier = offered;
        if (earlier != null) {
            earlier.invalidate();
        }
    }

    /** What it has in common with those that it resumes, and that resume it. */
    SessionOrigin origin() {
        return origin;
    }

    /** Protocol and suite are known: managers may look at it. */
    boolean isUnderWay() {
        return negotiated.version() != null;
    }

    // ---- what was negotiated

    @Override
    public String getProtocol() {
        return negotiated.version() == null ? "NONE" : negotiated.version().toString();
    }

    @Override
    public String getCipherSuite() {
        return negotiated.suite() == null
                ? "SSL_NULL_WITH_NULL_NULL"
                : negotiated.suite().toString();
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        return asked.isEmpty() ? ServerNames.toJsse(negotiated.serverNames()) : asked;
    }

    @Override
    public String requestedHost() {
        return ServerNames.host(asked.isEmpty() ? negotiated.serverNames() : ServerNames.toWire(asked));
    }

    /** JCA's names, since the JDK's managers compare with those. */
    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        return jcaNames(localSchemes);
    }

    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        return jcaNames(negotiated.peerSchemes());
    }

    @Override
    public List<byte[]> getStatusResponses() {
        var responses = new ArrayList<byte[]>();
        for (byte[] response : negotiated.statusResponses()) {
            responses.add(response.clone());
        }
        return List.copyOf(responses);
    }

    private static String[] jcaNames(List<SignatureScheme> schemes) {
        String[] names = new String[schemes.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = schemes.get(i).jcaName();
        }
        return names;
    }

    // ---- certificates

    /** An {@code X509Certificate[]}, since callers cast it. */
    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        if (negotiated.peerChain().isEmpty()) {
            throw new SSLPeerUnverifiedException("peer not authenticated: it showed no certificate");
        }
        return negotiated.peerChain().toArray(new X509Certificate[0]);
    }

    @Override
    public Certificate[] getLocalCertificates() {
        return negotiated.localChain().isEmpty()
                ? null
                : negotiated.localChain().toArray(new X509Certificate[0]);
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return ((X509Certificate) getPeerCertificates()[0]).getSubjectX500Principal();
    }

    @Override
    public Principal getLocalPrincipal() {
        return negotiated.localChain().isEmpty()
                ? null
                : negotiated.localChain().get(0).getSubjectX500Principal();
    }

    // ---- life

    /** TLS 1.2: the server's; where it gave none, and in TLS 1.3, one of our own that differs from all others. */
    @Override
    public byte[] getId() {
        byte[] agreed = negotiated.sessionId();
        return agreed.length > 0 ? agreed.clone() : ownId().clone();
    }

    private byte[] ownId() {
        byte[] known = id;
        if (known != null) {
            return known;
        }
        byte[] made = new byte[ID_LENGTH];
        random.nextBytes(made);
        return ID.compareAndSet(this, null, made) ? made : id;
    }

    @Override
    public SSLSessionContext getSessionContext() {
        return isValid() ? context : null;
    }

    @Override
    public long getCreationTime() {
        return origin.created();
    }

    @Override
    public long getLastAccessedTime() {
        return origin.lastAccessed();
    }

    /** No connection resumes it from now on, nor what it resumed itself. Connections go on. */
    @Override
    public void invalidate() {
        origin.invalidate();
    }

    @Override
    public boolean isValid() {
        return origin.isValid();
    }

    @Override
    public String getPeerHost() {
        return peerHost;
    }

    @Override
    public int getPeerPort() {
        return peerPort;
    }

    @Override
    public int getPacketBufferSize() {
        return packetBuffer;
    }

    /** Bytes of content that one record may have, with room for its type and padding. */
    @Override
    public int getApplicationBufferSize() {
        return Math.max(1, packetBuffer - HEADER);
    }

    // ---- values

    @Override
    public void putValue(String name, Object value) {
        origin.values().put(this, name, value);
    }

    @Override
    public Object getValue(String name) {
        return origin.values().get(name);
    }

    @Override
    public void removeValue(String name) {
        origin.values().remove(this, name);
    }

    @Override
    public String[] getValueNames() {
        return origin.values().names();
    }

    @Override
    public String toString() {
        return "Session(" + getCreationTime() + "|" + getCipherSuite() + ")";
    }
}
