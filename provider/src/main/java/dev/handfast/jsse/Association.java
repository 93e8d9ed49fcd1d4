package dev.handfast.jsse;

import dev.handfast.TlsFailure;
import dev.handfast.client.TlsClient;
import dev.handfast.handshake.Connection;
import dev.handfast.handshake.Settings;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.TlsFault;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One connection under JSSE: its parameters, its sessions and, once begun, the {@link Connection}. Thread-safe. */
final class Association {
    private static final AtomicReferenceFieldUpdater<Association, Session> NONE =
            AtomicReferenceFieldUpdater.newUpdater(Association.class, Session.class, "none");

    private final ContextState context;
    private final ParameterStore parameters;
    private final SSLEngine engine;
    private final SSLSocket socket;

    /** Null once the connection has begun, which it does once: nobody has to wait any more. */
    private volatile ReentrantLock starting = new ReentrantLock();

    private volatile Peer peer;
    private volatile Session none;
    private volatile Session session;
    private volatile Connection connection;

    /** Whom the application says that it is for; null and -1 for nobody. */
    private record Peer(String host, int port) {
        private static final Peer NOBODY = new Peer(null, -1);

        static Peer of(String host, int port) {
            return host == null && port == -1 ? NOBODY : new Peer(host, port);
        }
    }

    Association(ContextState context, ParameterStore parameters, SSLEngine engine, String peerHost, int peerPort) {
        this(context, parameters, engine, null, peerHost, peerPort);
    }

    Association(ContextState context, ParameterStore parameters, SSLSocket socket, String peerHost, int peerPort) {
        this(context, parameters, null, socket, peerHost, peerPort);
    }

    private Association(
            ContextState context,
            ParameterStore parameters,
            SSLEngine engine,
            SSLSocket socket,
            String peerHost,
            int peerPort) {
        this.context = context;
        this.parameters = parameters;
        this.engine = engine;
        this.socket = socket;
        this.peer = Peer.of(peerHost, peerPort);
    }

    Policy policy() {
        return context.policy();
    }

    ParameterStore parameters() {
        return parameters;
    }

    /** The socket was connected after it was made. */
    void setPeer(String host, int port) {
        peer = Peer.of(host, port);
        none = null;
    }

    String peerHost() {
        return peer.host();
    }

    int peerPort() {
        return peer.port();
    }

    /** Null before {@link #start}. */
    Connection connection() {
        return connection;
    }

    /**
     * Begins the handshake with the parameters as they are now. Does nothing the second time.
     *
     * @throws IllegalStateException if nobody has said which side this is
     */
    Connection start() throws SSLException {
        ReentrantLock turn = starting;
        if (turn == null) {
            return connection;
        }
        turn.lock();
        try {
            if (connection == null) {
                if (!parameters.isModeSet()) {
                    throw new IllegalStateException("Client/Server mode has not yet been set.");
                }
                var translated = new ConnectionSettings(context, parameters, engine, socket);
                connection = make(translated);
                if (!translated.mayBegin(session)) {
                    connection.fail(NewSessionsRefused.fault());
                    connection.checkFault();
                }
                connection.begin();
            }
            return connection;
        } catch (TlsFault fault) {
            throw exception(fault);
        } finally {
            if (connection != null) {
                starting = null;
            }
            turn.unlock();
        }
    }

    // ---- what JSSE asks

    /** The connection's session once the handshake is over; until then, or if there never is one, the null session. */
    ExtendedSSLSession session() {
        Connection begun = connection;
        if (begun == null || !begun.isOpen()) {
            return none();
        }
        settle(begun);
        return session;
    }

    /** A record of {@code length} bytes has come, or waits for a larger buffer than the application brought. */
    void sawRecord(int length) {
        if (parameters.getMaximumPacketSize() > 0) {
            session.sawRecord(length);
        }
    }

    /** Null before and after the handshake. */
    SSLSession handshakeSession() {
        Connection begun = connection;
        return begun == null || begun.isOpen() || begun.isFailed() || !session.isUnderWay() ? null : session;
    }

    /** Null while undecided, "" for none. */
    String applicationProtocol() {
        Connection begun = connection;
        return begun == null || !begun.isOpen()
                ? null
                : policy().protocolNames().fromWire(begun.negotiated().applicationProtocol());
    }

    /** Known to managers already; null before and after the handshake. */
    String handshakeApplicationProtocol() {
        Connection begun = connection;
        if (begun == null || begun.isOpen() || begun.isFailed()) {
            return null;
        }
        String agreed = begun.negotiated().applicationProtocol();
        return policy().protocolNames().fromWire(agreed != null ? agreed : session.chosenProtocol());
    }

    /** What the application is told. A connection that ends with a fatal alert leaves nothing to resume (RFC 5246 §7.2.2). */
    SSLException exception(TlsFault fault) {
        Connection begun = connection;
        if (session != null) {
            session.invalidate();
        }
        TlsFailure failure = begun.progress().explain(fault);
        return begun.isOpen() ? Faults.afterHandshake(fault, failure) : Faults.inHandshake(fault, failure);
    }

    /** The session learns what the end of the handshake has settled, and lets go of what was known before. */
    void settle(Connection open) {
        session.update(open.negotiated());
        none = null;
    }

    /** Made for the few who ask before there is a handshake. */
    private Session none() {
        Session known = none;
        if (known != null) {
            return known;
        }
        Session made = Session.none(peer.host(), peer.port());
        return NONE.compareAndSet(this, null, made) ? made : none();
    }

    // ---- making the connection

    private Connection make(ConnectionSettings translated) {
        session = translated.session(peerHost(), peerPort());
        Settings settings = translated.of(session);
        return parameters.isClient() ? TlsClient.connection(settings) : TlsServer.connection(settings);
    }
}
