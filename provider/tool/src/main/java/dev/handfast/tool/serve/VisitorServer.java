package dev.handfast.tool.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An HTTPS server that shows each visitor its own handshake, {@code /} as a page and {@code /trace.json} as data. What a visitor may
 * take of it is bounded by {@link Limits}. Thread-safe.
 */
public final class VisitorServer implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ServerSocket listening;
    private final SSLContext context;
    private final Limits limits;
    private final Consumer<String> tell;
    private final ExecutorService visits;
    private final ScheduledExecutorService ends = ends();
    private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();

    /**
     * Listens, and accepts nobody yet.
     *
     * @param address port 0 for any
     * @param tell gets a line for each visitor, whose words may be in it
     */
    public VisitorServer(SSLContext context, InetSocketAddress address, Limits limits, Consumer<String> tell)
            throws IOException {
        this.limits = limits;
        this.tell = tell;
        this.context = context;
        listening = new ServerSocket();
        try {
            listening.bind(address);
        } catch (IOException | RuntimeException failed) {
            listening.close();
            throw failed;
        }
        visits = new ThreadPoolExecutor(
                0, limits.visitors(), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "visit");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private static ScheduledExecutorService ends() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "ends of visits");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Accepts visitors until it is closed. */
    public void run() throws IOException {
        while (!listening.isClosed()) {
            Socket tcp;
            try {
                tcp = listening.accept();
            } catch (IOException failed) {
                if (listening.isClosed()) {
                    return;
                }
                throw failed;
            }
            accept(tcp);
        }
    }

    private void accept(Socket tcp) {
        open.put(tcp, true);
        ScheduledFuture<?> end = ends.schedule(() -> close(tcp), limits.visit().toMillis(), TimeUnit.MILLISECONDS);
        try {
            visits.execute(() -> {
                receive(tcp);
                end.cancel(false);
            });
        } catch (RejectedExecutionException full) {
            end.cancel(false);
            tell.accept("a visitor was turned away: there are " + limits.visitors() + " already");
            close(tcp);
        }
    }

    private void receive(Socket tcp) {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, true)) {
            new Visit(socket, limits, tell).receive();
        } catch (IOException gone) {
            // It went in the middle of an answer, or its time was up.
        } finally {
            close(tcp);
        }
    }

    /** Not that of TLS: it would have to wait for a visitor that reads nothing. */
    private void close(Socket tcp) {
        open.remove(tcp);
        try {
            tcp.close();
        } catch (IOException broken) {
            // then it is closed
        }
    }

    /** Ends all visits, too. */
    @Override
    public void close() throws IOException {
        listening.close();
        visits.shutdownNow();
        ends.shutdownNow();
        open.keySet().forEach(this::close);
    }
}
