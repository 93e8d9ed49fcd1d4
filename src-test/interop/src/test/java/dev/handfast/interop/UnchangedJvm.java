package dev.handfast.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JVM that runs {@link UnchangedApplication}, and differs from one without us in nothing but its class path and list of providers. */
final class UnchangedJvm {
    private static final Pattern PORT = Pattern.compile("^port (\\d+)$", Pattern.MULTILINE);

    private UnchangedJvm() {}

    /** Its server with that certificate. */
    static PeerProcess serve(Path directory, Identity identity, List<String> properties) throws Exception {
        String store = Identity.write(identity.keyStore(), directory.resolve("server.p12"))
                .toString();
        var all = new ArrayList<>(List.of(
                "-Djavax.net.ssl.keyStore=" + store,
                "-Djavax.net.ssl.keyStorePassword=" + Identity.PASSWORD,
                "-Djavax.net.ssl.keyStoreType=PKCS12"));
        all.addAll(properties);
        return start(directory, all, "serve");
    }

    /** The port that such a server has. */
    static int port(PeerProcess server) throws InterruptedException {
        try {
            return Integer.parseInt(server.printed().await(PORT).group(1));
        } catch (AssertionError failure) {
            throw new AssertionError(server.description(), failure);
        }
    }

    static PeerProcess start(Path directory, List<String> properties, String... arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
        command.add("-Djava.security.properties=" + Files.write(directory.resolve("security"), providers()));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), UnchangedApplication.class.getName()));
        command.addAll(List.of(arguments));
        return PeerProcess.start(directory, command);
    }

    /** The JVM's list of providers with ours before them, each in its new place: a file that named ours alone would end the list there. */
    private static List<String> providers() {
        var names = new ArrayList<String>();
        names.add(Ours.provider().getName());
        Optional<String> next = provider(1);
        for (int place = 2; next.isPresent(); place++) {
            next.filter(name -> !names.contains(name)).ifPresent(names::add);
            next = provider(place);
        }
        var lines = new ArrayList<String>();
        for (String name : names) {
            lines.add("security.provider." + (lines.size() + 1) + "=" + name);
        }
        return lines;
    }

    private static Optional<String> provider(int place) {
        return Optional.ofNullable(Security.getProperty("security.provider." + place));
    }
}
