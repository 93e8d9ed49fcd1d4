package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.wire.TlsFault;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One connection over a socket: the handshake, the two streams, and the end.
 *
 * <p>Whoever needs the handshake performs it, with a lock of its own and that of the input held, in this order; the lock of the
 * output is only ever taken behind them. Who waits for the handshake waits for the first lock alone: a reader keeps the input's
 * while it waits for data, and may be quicker to take it again than a writer who wants to send them. Closing needs none of them
 * for more than a moment.
 */
final class SocketTransport {
    /** Milliseconds that the end may wait for a peer, or a writer, who does not get on. */
    private static final int SHORTEST_PATIENCE = 50;

    private static final int LONGEST_PATIENCE = 1000;

    /** Bytes that a close takes off the socket at most. */
    private static final int MAX_DISCARDED = 1 << 18;

    private final Association association;
    private final Socket inner;
    private final boolean ownsInner;
    private final Runnable onOpen;
    private final SocketInput input;
    private final SocketOutput output;
    private final ReentrantLock handshaking = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean inputShutDown;
    private volatile boolean outputShutDown;

    /**
     * @param ownsInner the inner socket lives and dies with us; otherwise it is used for something else afterwards
     * @param onOpen called once, when the handshake is over, by the thread that performed it
     */
    SocketTransport(
            Association association, Socket inner, SocketInput.Source source, boolean ownsInner, Runnable onOpen) {
        this.association = association;
        this.inner = inner;
        this.ownsInner = ownsInner;
        this.onOpen = onOpen;
        this.input = new SocketInput(
                this, source, ownsInner ? new InnerReads(inner) : new BorrowedReads(inner, this::isReadingOver));
        this.output = new SocketOutput(this);
    }

    Socket inner() {
        return inner;
    }

    SocketInput input() {
        return input;
    }

    SocketOutput output() {
        return output;
    }

    /** Bytes of a record of data, as the application wants them; 0 for what TLS allows. */
    int maximumPacketSize() {
        return association.parameters().getMaximumPacketSize();
    }

    /** Something was sent: what comes next is likely to be the answer. */
    void sent() {
        if (ownsInner) {
            input.expectAnswer();
        }
    }

    // ---- the handshake

    /** Returns the connection with its handshake done, by this thread or by another. */
    Connection open() throws IOException {
        refuseClosed();
        Connection connection = connectionIfOpen();
        if (connection != null) {
            return connection;
        }
        if (isHandshakingHere()) {
            throw new SSLException("a key or trust manager used the socket whose handshake asked it");
        }
        if (!inner.isConnected()) {
            throw new SocketException("Socket is not connected");
        }
        handshaking.lock();
        try {
            connection = association.start();
            if (!connection.isOpen()) {
                handshakeAlone(connection);
            }
            return connection;
        } finally {
            handshaking.unlock();
        }
    }

    private void handshakeAlone(Connection connection) throws IOException {
        input.lock().lock();
        try {
            handshake(connection);
        } finally {
            input.lock().unlock();
        }
    }

    /** The connection if its handshake is done, else null. */
    Connection connectionIfOpen() {
        Connection connection = association.connection();
        return connection != null && connection.isOpen() ? connection : null;
    }

    /** This thread is in the middle of the handshake: a manager that it called came back to the socket. */
    boolean isHandshakingHere() {
        return input.lock().isHeldByCurrentThread();
    }

    private void handshake(Connection connection) throws IOException {
        try {
            while (true) {
                runTasks(connection);
                connection.checkFault();
                output.sendWaiting(connection);
                if (connection.isOpen()) {
                    onOpen.run();
                    return;
                }
                if (connection.isInboundClosed() || connection.isOutboundClosed()) {
                    throw new SSLHandshakeException("the connection was closed in the middle of the handshake");
                }
                input.receiveHandshake(connection);
            }
        } catch (TlsFault fault) {
            throw fail(fault);
        } catch (SocketException broken) {
            throw isClosed() ? broken : Faults.broken(broken, connection);
        }
    }

    /** What a record that is not data may ask for: work, and an answer, be it to a close_notify or to a wish to renegotiate. */
    void settle(Connection connection) {
        CloseNotify.answer(connection, association.policy());
        if (connection.isOpen()) {
            runTasks(connection);
            say(connection);
        }
    }

    /** The end of TCP without close_notify is an error. */
    boolean requiresCloseNotify() {
        return association.policy().closing().required();
    }

    /** Sends an alert that its author left to whoever had the output at that time. */
    void sayLastIfOver(Connection connection) {
        if (connection.isOutboundClosed()) {
            say(connection);
        }
    }

    private static void runTasks(Connection connection) {
        for (Runnable task; (task = connection.takeTask()) != null; ) {
            task.run();
        }
    }

    /** Changes the keys (RFC 9846 §4.7.3). */
    void updateKeys(Connection connection) throws IOException {
        try {
            if (!connection.requestKeyUpdate()) {
                connection.checkFault();
                throw Faults.noRenegotiation();
            }
            output.sendWaiting(connection);
        } catch (TlsFault fault) {
            throw fail(fault);
        }
    }

    /** Tells the peer, if it listens, and returns what the application is to be told. */
    SSLException fail(TlsFault fault) {
        Connection connection = association.connection();
        if (connection != null) {
            say(connection);
        }
        return association.exception(fault);
    }

    // ---- state

    void refuseClosed() throws SocketException {
        if (closed.get()) {
            throw new SocketException("Socket is closed");
        }
    }

    boolean isClosed() {
        return closed.get() || inner.isClosed();
    }

    /** Nobody here will read any more: who waits for the peer need not. */
    boolean isReadingOver() {
        return closed.get() || inputShutDown;
    }

    boolean isInputShutDown() {
        return inputShutDown;
    }

    boolean isOutputShutDown() {
        return outputShutDown;
    }

    /** True if the end of the data is reached, throws if it was not reached in peace, false if more may come. */
    boolean isInboundOver() throws IOException {
        Connection connection = association.connection();
        if (inputShutDown || connection.isPeerClosed()) {
            return true;
        }
        try {
            connection.checkFault();
            return false;
        } catch (TlsFault fault) {
            throw fail(fault);
        }
    }

    // ---- the end

    /** Ends reading; a reader that waits meets the end of the data. */
    void shutdownInput() throws IOException {
        refuseClosed();
        if (inputShutDown) {
            throw new SocketException("Socket input is already shutdown");
        }
        inputShutDown = true;
        if (ownsInner) {
            inner.shutdownInput();
        }
    }

    /** Says close_notify and nothing more; reading goes on. */
    void shutdownOutput() throws IOException {
        refuseClosed();
        if (outputShutDown) {
            throw new SocketException("Socket output is already shutdown");
        }
        outputShutDown = true;
        Connection connection = association.connection();
        if (connection != null) {
            connection.closeOutbound();
            output.sendWaiting(connection);
        }
        if (ownsInner) {
            inner.shutdownOutput();
        }
    }

    /**
     * Says close_notify if that can be done at once, and closes. A reader or writer that is stuck in the inner socket is not
     * waited for; if the socket is ours, closing it wakes them. If it is not, a reader notices by itself and makes room for us
     * to read up to the peer's close_notify; a writer stays with the inner socket.
     */
    void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            Connection connection = association.connection();
            if (connection != null && !connection.isOpen()) {
                input.giveUp(connection);
            }
            if (connection != null && !inner.isClosed()) {
                connection.closeOutbound();
                say(connection);
                discardRest(connection);
            }
        } finally {
            ended.countDown();
            if (ownsInner) {
                inner.close();
            }
        }
    }

    /**
     * For a reader who leaves: if the socket was closed and somebody else's is left, he may go on reading that one in clear, so
     * whoever closes is to be done with it first.
     */
    void awaitEnd() {
        if (ownsInner || !closed.get()) {
            return;
        }
        try {
            boolean unused = ended.await(2 * LONGEST_PATIENCE, TimeUnit.MILLISECONDS); // a writer may have got stuck
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what waits, without much patience: nobody may be listening. */
    private void say(Connection connection) {
        int patience = patience();
        if (!connection.hasOutput() || !tryLock(output.lock(), patience)) {
            return;
        }
        var sent = new CompletableFuture<Void>();
        try {
            if (ownsInner) {
                CompletableFuture<Void> unused = sent.orTimeout(patience, TimeUnit.MILLISECONDS)
                        .whenComplete((done, late) -> {
                            if (late != null) {
                                abandon();
                            }
                        });
            }
            output.sendWaiting(connection);
        } catch (IOException gone) {
            // The peer does not hear us any more, and whatever ends here, it is not because of that.
        } finally {
            sent.complete(null);
            output.lock().unlock();
        }
    }

    private static boolean tryLock(ReentrantLock lock, int patience) {
        boolean interrupted = Thread.interrupted();
        try {
            return lock.tryLock(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException now) {
            interrupted = true;
            return lock.tryLock();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A send that does not end is ended by closing what it sends to. */
    private void abandon() {
        try {
            inner.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    /**
     * Clears the way behind close_notify: for somebody else's socket up to the peer's own, since what follows is not ours
     * (RFC 9846 §6.1); for ours as far as bytes have arrived.
     */
    private void discardRest(Connection connection) {
        if (!tryLock(input.lock(), ownsInner ? 0 : patience())) {
            return;
        }
        try {
            if (ownsInner) {
                input.discardArrived(MAX_DISCARDED);
            } else if (connection.isOpen()) {
                input.discardToClose(connection, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience()));
            }
        } catch (IOException gone) {
            // Nothing is left to clear.
        } finally {
            input.lock().unlock();
        }
    }

    private int patience() {
        try {
            int timeout = input.reads().timeout();
            return timeout == 0 ? LONGEST_PATIENCE : Math.max(SHORTEST_PATIENCE, Math.min(timeout, LONGEST_PATIENCE));
        } catch (SocketException closedMeanwhile) {
            return SHORTEST_PATIENCE;
        }
    }
}
