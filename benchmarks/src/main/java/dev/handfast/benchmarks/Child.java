package dev.handfast.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fresh JVM of the same JDK, with the same class path and flags. */
final class Child {
    private Child() {}

    /**
     * Runs {@code main} and returns the last line of its standard output; its standard error is this JVM's.
     *
     * @param flags of the JVM, beside this one's
     * @throws IOException if it fails or says nothing
     */
    static String run(Class<?> main, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = start(main, flags, arguments);
        String last = null;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
        }
        int status = process.waitFor();
        if (status != 0 || last == null) {
            throw new IOException("a JVM ended with status " + status + " that was to run " + main.getName() + " "
                    + String.join(" ", arguments));
        }
        return last;
    }

    /**
     * Starts {@code main}, whose standard error is this JVM's.
     *
     * @param flags of the JVM, beside this one's
     */
    static Process start(Class<?> main, List<String> flags, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
