package dev.handfast.interop;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs beside the test and does not outlive it. */
final class PeerProcess implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Transcript errors;
    private Transcript printed;

    private PeerProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        errors = new Transcript(process.getErrorStream(), command.get(0) + " stderr");
    }

    static PeerProcess start(Path directory, List<String> command) throws IOException {
        return new PeerProcess(
                command,
                new ProcessBuilder(command).directory(directory.toFile()).start());
    }

    /** Starts a program that finds nothing on its standard input: an empty file, as some see no end of a pipe. */
    static PeerProcess startMute(Path directory, List<String> command) throws IOException {
        Path nothing = Files.write(directory.resolve("nothing"), new byte[0]);
        return new PeerProcess(
                command,
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(nothing.toFile())
                        .start());
    }

    /** Runs a program to its end; a failure is an error with all that it said. */
    static String run(Path directory, String... command) throws IOException, InterruptedException {
        try (PeerProcess running = start(directory, List.of(command))) {
            running.input().close();
            String said = running.printed().awaitEnd();
            if (running.exitCode() != 0) {
                throw new AssertionError(running.description());
            }
            return said;
        }
    }

    /** Where the shell would find {@code program}. */
    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /** Its standard output, raw; only if {@link #printed} is never called. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Its standard output, gathered as text. */
    Transcript printed() {
        if (printed == null) {
            printed = new Transcript(process.getInputStream(), command.get(0) + " stdout");
        }
        return printed;
    }

    Transcript errors() {
        return errors;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(Transcript.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + Transcript.PATIENCE + ": " + description());
        }
        return process.exitValue();
    }

    /** The command and what it said, for the message of a failure. */
    String description() {
        return String.join(" ", command)
                + (process.isAlive() ? "" : "\n--- ended with " + process.exitValue())
                + (printed == null ? "" : "\n--- stdout\n" + printed)
                + "\n--- stderr\n" + errors;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
