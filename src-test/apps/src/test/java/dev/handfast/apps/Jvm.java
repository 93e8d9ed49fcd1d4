package dev.handfast.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM that plays one side of an application, {@link Child} in it doing what it is told. One thread may use it. */
final class Jvm implements AutoCloseable {
    /** Far beyond what anything takes, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Said ENDED = new Said(Said.Kind.FAILED, "the JVM ended");

    private final String description;
    private final Providers providers;
    private final Process process;
    private final Writer commands;
    private final BlockingQueue<Said> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> witnessed = new LinkedBlockingQueue<>();
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final Map<Identity, String> ports = new EnumMap<>(Identity.class);

    private Jvm(String description, Providers providers, Process process) {
        this.description = description;
        this.providers = providers;
        this.process = process;
        commands = process.outputWriter(StandardCharsets.UTF_8);
        gather(process.getInputStream());
        gather(process.getErrorStream());
    }

    /**
     * Starts one and does not wait for it.
     *
     * @param application the constant of an enum: {@link Client}, {@link Server} or both
     */
    static Jvm start(Object application, Providers providers, ClassPath classPath, List<String> options)
            throws IOException {
        Enum<?> constant = (Enum<?>) application;
        Path identities = Path.of(System.getProperty(Identity.DIRECTORY));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath.toString()));
        command.add("-Djava.security.properties=" + providers.write(identities));
        command.add("-D" + Identity.DIRECTORY + "=" + identities);
        command.add("-Djavax.net.ssl.trustStore=" + Identity.trustStore());
        command.add("-Djavax.net.ssl.trustStorePassword=" + Identity.PASSWORD);
        command.addAll(options);
        String name = constant.getDeclaringClass().getSimpleName();
        command.addAll(List.of(Child.class.getName(), name, constant.name()));
        return new Jvm(name + "." + constant + " on " + providers, providers, new ProcessBuilder(command).start());
    }

    private void gather(InputStream stream) {
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        var thread = new Thread(() -> gather(lines), description);
        thread.setDaemon(true);
        thread.start();
    }

    private void gather(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                Said.parse(line).ifPresent(this::keep);
            }
        } catch (IOException killed) {
            printed.add("(" + killed.getMessage() + ")");
        }
        answers.add(ENDED);
        witnessed.add(ENDED);
    }

    private void keep(Said said) {
        (said.kind() == Said.Kind.WITNESSED ? witnessed : answers).add(said);
    }

    /** The port on which it serves as {@code identity}; it begins to at the first call. */
    String port(Identity identity) throws IOException, InterruptedException {
        if (!ports.containsKey(identity)) {
            ports.put(identity, succeed("serve " + identity));
        }
        return ports.get(identity);
    }

    /** What it answered, which is to be that it did what it was told. */
    String succeed(String command) throws IOException, InterruptedException {
        Said said = ask(command);
        assertEquals(Said.Kind.DONE, said.kind(), () -> said.text() + "\n" + this);
        return said.text();
    }

    /** What it answered, be it good or bad. */
    Said ask(String command) throws IOException, InterruptedException {
        commands.write(command + "\n");
        commands.flush();
        Said said = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return said == null ? new Said(Said.Kind.FAILED, "no answer to '" + command + "' in " + PATIENCE) : said;
    }

    /** At least one connection was seen since the last call, and each one had an engine or socket of its provider and this protocol. */
    void assertWitnessed(String protocol) throws InterruptedException {
        assertWitnessed(providers, protocol);
    }

    /** Likewise, with the engines or sockets that {@code actual} has: of an application that does not take those it was given. */
    void assertWitnessed(Providers actual, String protocol) throws InterruptedException {
        var seen = new ArrayList<Said>();
        Said first = witnessed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertTrue(
                first != null && first.kind() == Said.Kind.WITNESSED,
                () -> "nobody asked the default managers\n" + this);
        seen.add(first);
        witnessed.drainTo(seen);
        for (Said one : seen) {
            String[] words = one.text().split(" ", 3);
            assertTrue(words[0].startsWith(actual.engines()) && words[1].equals(protocol), () -> one + "\n" + this);
        }
    }

    /** What it is and all that it printed, for the message of a failure. */
    @Override
    public String toString() {
        String ended = process.isAlive() ? "" : ", ended with " + process.exitValue();
        return "--- " + description + ended + "\n" + String.join("\n", printed) + "\n";
    }

    /** Who started programs is given time to end them and to remove what they left. */
    @Override
    public void close() {
        if (process.children().findAny().isPresent()) {
            endBySelf();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void endBySelf() {
        try {
            commands.close();
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException ended) {
            printed.add("(" + ended.getMessage() + ")");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
