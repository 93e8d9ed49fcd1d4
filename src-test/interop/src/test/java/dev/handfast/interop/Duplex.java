package dev.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;

/** The application's end of a peer that passes bytes on both ways: the program's standard streams, or a socket's. */
record Duplex(InputStream received, OutputStream toSend) {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "interop flow");
        thread.setDaemon(true);
        return thread;
    });

    /** Sends both ways at once. */
    void exchange(SSLSocket ours, Exchange exchange) throws Exception {
        Future<?> sending = run(() -> write(ours.getOutputStream(), exchange.toPeer()));
        Future<?> answering = run(() -> write(toSend, exchange.fromPeer()));
        Future<byte[]> arriving = run(() -> received.readNBytes(exchange.toPeer().length));
        byte[] arrived = ours.getInputStream().readNBytes(exchange.fromPeer().length);
        await(answering);
        Exchange.assertSame(exchange.fromPeer(), arrived, "from the peer");
        await(sending);
        Exchange.assertSame(exchange.toPeer(), await(arriving), "to the peer");
    }

    static <T> Future<T> run(Callable<T> task) {
        return THREADS.submit(task);
    }

    static <T> T await(Future<T> running) throws Exception {
        try {
            return running.get(Transcript.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } catch (TimeoutException hang) {
            running.cancel(true);
            throw new AssertionError("nothing happened for " + Transcript.PATIENCE, hang);
        }
    }

    static Void write(OutputStream out, byte[] content) throws IOException {
        out.write(content);
        out.flush();
        return null;
    }
}
