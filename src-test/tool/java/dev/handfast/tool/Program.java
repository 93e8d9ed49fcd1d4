package dev.handfast.tool;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A foreign program: one that listens, or one that is run to its end. */
final class Program implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final int port;

    private Program(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where {@code program} is not installed; where all are to be, it fails. */
    static void require(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(program + " is not installed");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
    }

    /** Starts a server at a free port of loopback; if it ends at once, another program may have had the port. */
    static Program serve(Path folder, IntFunction<List<String>> command) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = freePort();
            Process process = start(folder, command.apply(port));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return new Program(process, port);
                } catch (IOException notYet) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            process.destroyForcibly();
        }
        throw new AssertionError(
                "does not listen: " + command.apply(0) + "\n" + Files.readString(folder.resolve("log")));
    }

    /** Runs a program, and gives its standard output. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + "\n" + printed + "\n" + Files.readString(folder.resolve("errors")));
            }
            return printed;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Some see no end of a pipe, and some end when they see one: the pipe of its input stays open. */
    private static Process start(Path folder, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
