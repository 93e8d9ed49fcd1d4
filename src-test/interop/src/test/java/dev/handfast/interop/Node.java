package dev.handfast.interop;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Node.js. */
final class Node implements Peer.Server, Peer.Client {
    @Override
    public Optional<String> missing() {
        return Peer.missing("node");
    }

    @Override
    public boolean knows(Terms terms) {
        return true;
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        Map<String, String> options = options(terms, directory);
        options.putAll(identity(terms.server(), directory));
        if (terms.client().isPresent()) {
            options.put("requestCert", "true");
            options.put("rejectUnauthorized", "true");
        }
        Path script = script("pipe.js", directory);
        return new ProgramServer(directory, port -> command(script, "server", port, options), Talk::piped);
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        Map<String, String> options = options(terms, directory);
        options.put("servername", quoted(Pki.HOST));
        if (terms.client().isPresent()) {
            options.putAll(identity(terms.client().get(), directory));
        }
        Path script = script("pipe.js", directory);
        return new ProgramClient(PeerProcess.start(directory, command(script, "client", port, options)), Talk::piped);
    }

    private static List<String> command(Path script, String role, int port, Map<String, String> options) {
        String json = options.entrySet().stream()
                .map(option -> quoted(option.getKey()) + ":" + option.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return new ArrayList<>(List.of("node", script.toString(), role, Integer.toString(port), json));
    }

    private static Map<String, String> options(Terms terms, Path directory) throws Exception {
        Path trusted = Identity.writeCertificates(directory.resolve("ca.pem"), List.of(Pki.TRUSTED.certificate()));
        var options = new TreeMap<String, String>();
        options.put("minVersion", quoted("TLSv1.3"));
        options.put("ca", quoted(trusted.toString()));
        terms.suite().ifPresent(suite -> options.put("ciphers", quoted(suite.name())));
        terms.peerGroup().ifPresent(group -> options.put("ecdhCurve", quoted(group.openSsl)));
        return options;
    }

    private static Map<String, String> identity(Identity identity, Path directory) throws Exception {
        return Map.of(
                "cert",
                        quoted(identity.writeChain(directory.resolve("node.pem"))
                                .toString()),
                "key",
                        quoted(identity.writeKey(directory.resolve("node-key.pem"))
                                .toString()));
    }

    /** A string of JSON. What we quote has nothing to escape. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** A script of the tests' resources, as a file. */
    static Path script(String name, Path directory) throws Exception {
        try (InputStream source = Node.class.getResourceAsStream(name)) {
            Path file = directory.resolve(name);
            Files.copy(source, file);
            return file;
        }
    }

    @Override
    public String toString() {
        return "Node.js";
    }
}
