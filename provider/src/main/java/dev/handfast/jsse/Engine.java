package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.wire.TlsFault;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * SSLEngine over a {@link Connection}. Thread-safe: one thread may wrap while another unwraps and others run delegated tasks
 * or close; neither waits for another's cipher.
 */
final class Engine extends SSLEngine {
    private static final AtomicReferenceFieldUpdater<Engine, HandshakeStatus> TOLD =
            AtomicReferenceFieldUpdater.newUpdater(Engine.class, HandshakeStatus.class, "told");

    private final Association association;
    private final ReentrantLock wrapping = new ReentrantLock();
    private final EngineInput input = new EngineInput();
    private final EngineOutput output = new EngineOutput();

    /** FINISHED once it has been told, and null before. */
    private volatile HandshakeStatus told;

    private volatile boolean faultThrown;
    private volatile boolean inboundClosed;
    private volatile boolean outboundClosed;

    Engine(ContextState context) {
        this(context, null, -1);
    }

    Engine(ContextState context, String peerHost, int peerPort) {
        super(peerHost, peerPort);
        association = new Association(context, context.parameters(), this, peerHost, peerPort);
    }

    // ---- the handshake

    /** Begins the handshake, or, once it is over, changes keys and asks the peer to do so (RFC 9846 §4.7.3). */
    @Override
    public void beginHandshake() throws SSLException {
        if (isClosedUnused()) {
            throw new SSLException("the engine is closed: make another one for another connection");
        }
        Connection connection = association.connection();
        if (connection == null) {
            start();
            return;
        }
        try {
            connection.checkFault();
            if (connection.isOutboundClosed() || isInboundDone()) {
                throw new SSLException("the engine is closed, or half closed: no handshake can begin");
            }
            if (connection.isOpen() && !connection.requestKeyUpdate()) {
                throw Faults.noRenegotiation();
            }
        } catch (TlsFault fault) {
            throw association.exception(fault);
        }
    }

    @Override
    public Runnable getDelegatedTask() {
        Connection connection = association.connection();
        return connection == null ? null : connection.takeTask();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        Connection connection = association.connection();
        if (connection == null) {
            return HandshakeStatus.NOT_HANDSHAKING;
        }
        if (connection.hasOutput()) {
            return HandshakeStatus.NEED_WRAP;
        }
        if (connection.isBusy()) {
            return HandshakeStatus.NEED_TASK;
        }
        if (connection.isFailed()) { // A task met the fault: the next call throws it.
            return faultThrown ? HandshakeStatus.NOT_HANDSHAKING : HandshakeStatus.NEED_WRAP;
        }
        if (told != null || inboundClosed || connection.isInboundClosed()) {
            return HandshakeStatus.NOT_HANDSHAKING;
        }
        // What completed the handshake was a task, which cannot say FINISHED: the next wrap does.
        return connection.isOpen() ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NEED_UNWRAP;
    }

    /** The status after a record went in or out: FINISHED once, when the handshake is complete and nothing of it waits. */
    private HandshakeStatus statusAfterRecords(Connection connection) {
        boolean settled = connection.isOpen() && !connection.isBusy() && !connection.hasOutput();
        if (settled
                && !connection.isFailed()
                && told == null
                && TOLD.compareAndSet(this, null, HandshakeStatus.FINISHED)) {
            association.settle(connection);
            return HandshakeStatus.FINISHED;
        }
        return getHandshakeStatus();
    }

    // ---- records

    @Override
    public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
        EngineBuffers.check(src, "source");
        EngineBuffers.checkWritable(dsts, offset, length);
        if (isClosedUnused()) {
            return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
        }
        Connection connection = begun();
        connection.inbound().lock();
        try {
            if (isInboundDone() && !owesFault(connection)) {
                return input.answer(Status.CLOSED, getHandshakeStatus(), 0, 0);
            }
            throwOwed(connection);
            boolean otherWorkFirst =
                    connection.isBusy() || (told == null && getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
            return otherWorkFirst
                    ? input.answer(Status.OK, getHandshakeStatus(), 0, 0)
                    : unwrapRecord(connection, src, dsts, offset, length);
        } finally {
            connection.inbound().unlock();
        }
    }

    private SSLEngineResult unwrapRecord(
            Connection connection, ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
        int before = src.position();
        try {
            Status status = input.take(connection, src, dsts, offset, length);
            association.sawRecord(input.record());
            if (status != Status.OK) {
                return input.answer(status, getHandshakeStatus(), 0, 0);
            }
        } catch (TlsFault fault) {
            faultThrown = true;
            throw association.exception(fault);
        }
        CloseNotify.answer(connection, association.policy());
        Status status = isInboundDone() ? Status.CLOSED : Status.OK;
        return input.answer(status, statusAfterRecords(connection), src.position() - before, input.produced());
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
        EngineBuffers.check(dst, "destination");
        EngineBuffers.check(srcs, offset, length);
        EngineBuffers.checkWritable(dst, "destination");
        wrapping.lock();
        try {
            if (isClosedUnused()) {
                return output.answer(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
            }
            Connection connection = begun();
            if (isOutboundDone() && !owesFault(connection)) {
                return output.answer(Status.CLOSED, getHandshakeStatus(), 0, 0);
            }
            throwOwed(connection);
            return wrapRecords(connection, srcs, offset, length, dst);
        } catch (TlsFault fault) {
            faultThrown = true;
            throw association.exception(fault);
        } finally {
            wrapping.unlock();
        }
    }

    /** What waits goes first; application data follow in the same call if the handshake was over before it. */
    private SSLEngineResult wrapRecords(
            Connection connection, ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws TlsFault {
        output.reset();
        boolean data = told != null && EngineBuffers.first(srcs, offset, length) != null && connection.canWrite();
        int packet = association.parameters().getMaximumPacketSize();
        boolean fits;
        do {
            fits = output.drain(connection, dst)
                    && (!data || output.seal(connection, srcs, offset, length, dst, packet));
        } while (fits && data && output.consumed() == 0 && connection.canWrite()); // a KeyUpdate wants to go before
        if (!fits && output.produced() == 0) {
            association.sawRecord(dst.remaining() + 1);
            return output.answer(Status.BUFFER_OVERFLOW, getHandshakeStatus(), 0, 0);
        }
        HandshakeStatus status = statusAfterRecords(connection);
        return output.answer(
                isOutboundDone() ? Status.CLOSED : Status.OK, status, output.consumed(), output.produced());
    }

    /** The connection; the first call begins it. */
    private Connection begun() throws SSLException {
        Connection connection = association.connection();
        return connection == null ? start() : connection;
    }

    private Connection start() throws SSLException {
        try {
            return association.start();
        } catch (SSLException failed) {
            faultThrown = true;
            throw failed;
        }
    }

    private boolean owesFault(Connection connection) {
        return connection.isFailed() && !faultThrown;
    }

    /** Throws what a task has met, once. */
    private void throwOwed(Connection connection) throws SSLException {
        if (owesFault(connection)) {
            try {
                faultThrown = true;
                connection.checkFault();
            } catch (TlsFault fault) {
                throw association.exception(fault);
            }
        }
    }

    // ---- closing

    /** @throws SSLException if the peer has not said close_notify: what it sent may have been cut off */
    @Override
    public void closeInbound() throws SSLException {
        if (isInboundDone()) {
            return;
        }
        inboundClosed = true;
        Connection connection = association.connection();
        if (connection == null) {
            return;
        }
        if (!connection.isOpen()) { // The handshake cannot go on, so there is nothing to keep the other side open for.
            connection.closeOutbound();
        }
        throw Faults.closedEarly(connection);
    }

    @Override
    public boolean isInboundDone() {
        Connection connection = association.connection();
        return inboundClosed || (connection != null && connection.isInboundClosed());
    }

    @Override
    public void closeOutbound() {
        outboundClosed = true;
        Connection connection = association.connection();
        if (connection != null) {
            connection.closeOutbound();
        }
    }

    @Override
    public boolean isOutboundDone() {
        Connection connection = association.connection();
        return connection == null ? outboundClosed : connection.isOutboundClosed() && !connection.hasOutput();
    }

    /** Closed before its handshake began: it never will. */
    private boolean isClosedUnused() {
        return association.connection() == null && (inboundClosed || outboundClosed);
    }

    // ---- sessions and what was agreed

    @Override
    public SSLSession getSession() {
        return association.session();
    }

    @Override
    public SSLSession getHandshakeSession() {
        return association.handshakeSession();
    }

    @Override
    public String getApplicationProtocol() {
        return association.applicationProtocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return association.handshakeApplicationProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLEngine, List<String>, String> selector) {
        association.parameters().setEngineSelector(selector);
    }

    @Override
    public BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return association.parameters().getEngineSelector();
    }

    // ---- parameters

    @Override
    public SSLParameters getSSLParameters() {
        return association.parameters().toParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        association.parameters().apply(parameters);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return association.parameters().getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return association.parameters().getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        association.parameters().setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return association.parameters().getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return association.parameters().getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        association.parameters().setEnabledProtocols(protocols);
    }

    /** @throws IllegalArgumentException once the handshake has begun */
    @Override
    public void setUseClientMode(boolean mode) {
        if (association.connection() != null) {
            throw new IllegalArgumentException("the handshake has begun: client or server is settled");
        }
        association.parameters().setClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return association.parameters().isClient();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        association.parameters().setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return association.parameters().getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        association.parameters().setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return association.parameters().getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean enabled) {
        association.parameters().setEnableSessionCreation(enabled);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return association.parameters().getEnableSessionCreation();
    }

    @Override
    public String toString() {
        return "Engine[" + association.session() + ", " + getHandshakeStatus() + "]";
    }
}
