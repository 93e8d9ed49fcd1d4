package dev.handfast.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import javax.net.ssl.SSLSocket;

/** A program that listens on a port it was told. */
final class ProgramServer implements Peer.Listening {
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 10_000_000;

    private final Path directory;
    private final IntFunction<List<String>> command;
    private final Talk talk;
    private Optional<Report> report = Optional.empty();
    private PeerProcess program;
    private int port;

    /**
     * A server that is not started yet.
     *
     * @param command the one that listens on the given port
     */
    ProgramServer(Path directory, IntFunction<List<String>> command, Talk talk) {
        this.directory = directory;
        this.command = command;
        this.talk = talk;
    }

    /** It tells of a resumed session. */
    ProgramServer telling(Report how) {
        report = Optional.of(how);
        return this;
    }

    @Override
    public void assertResumed() throws Exception {
        if (report.isPresent()) {
            report.get().await(program);
        }
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    PeerProcess program() {
        return program;
    }

    /** Starts the program and connects as soon as it listens; if it ends before, another program may have had the port. */
    @Override
    public Tap dial() throws IOException {
        if (program != null) {
            return connect();
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            port = freePort();
            program = PeerProcess.start(directory, command.apply(port));
            long end = System.nanoTime() + Transcript.PATIENCE.toNanos();
            while (program.isAlive() && System.nanoTime() < end) {
                try {
                    return connect();
                } catch (IOException notYet) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            program.close();
        }
        throw new AssertionError("does not listen: " + account());
    }

    private Tap connect() throws IOException {
        var connection = new Tap();
        connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return connection;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void exchange(SSLSocket ours, Exchange exchange) throws Exception {
        talk.exchange(ours, program, exchange);
    }

    @Override
    public String account() {
        return program == null ? "not started" : program.description();
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
