package dev.handfast.apps;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A program of the machine's, in a directory of its own. Both go when the JVM ends. */
final class Program {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Another process may take a port that was free. */
    private static final int TRIES = 5;

    private final Process process;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private Program(Process process) {
        this.process = process;
    }

    /** Where the shell would find {@code name}. */
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Path newDirectory() throws IOException {
        return Files.createTempDirectory("handfast-apps");
    }

    /** Runs {@code command} to its end. */
    static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        Process process = builder(directory, command).inheritIO().start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("no success: " + command);
        }
    }

    /**
     * Starts a server.
     *
     * @param directory of its own, which goes with it
     * @param command makes its command of a port
     * @param ready a part of the line by which it says that it listens
     * @return the port
     */
    static int serve(Path directory, IntFunction<List<String>> command, String ready) throws Exception {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = freePort();
            Process process = builder(directory, command.apply(port))
                    .redirectErrorStream(true)
                    .start();
            var program = new Program(process);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> program.end(directory)));
            program.watch(ready);
            if (program.ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return port;
            }
        }
        throw new IOException("not to be started: " + command.apply(0));
    }

    private static ProcessBuilder builder(Path directory, List<String> command) {
        return new ProcessBuilder(command).directory(directory.toFile());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void watch(String sign) {
        var thread = new Thread(() -> {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.err.println(line);
                    if (line.contains(sign)) {
                        ready.complete(true);
                    }
                }
                ready.complete(false);
            } catch (IOException ended) {
                ready.completeExceptionally(ended);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Kindly first: it has shared memory to give back. */
    private void end(Path directory) {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException left) {
            System.err.println("left behind: " + left);
        }
    }
}
