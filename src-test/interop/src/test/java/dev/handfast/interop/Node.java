package dev.handfast.interop;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Node.js. */
final class Node implements Peer.Server, Peer.Client, Peer.Returning {
    private static final String REUSED = "^reused: true";

    /** To a wrong name it says nothing before it closes; and it remembers no sessions for those who take no tickets. */
    private static final Abilities SERVER = OpenSslLibrary.SERVER
            .without(Extension.SERVER_NAME)
            .switching(Extension.EXTENDED_MASTER_SECRET, Extension.ENCRYPT_THEN_MAC);

    private static final Set<Group> HYBRIDS = OpenSslLibrary.hybrids("node", "-p", "process.versions.openssl");

    @Override
    public Optional<String> missing() {
        return Peer.missing("node");
    }

    @Override
    public Abilities abilities(Case.Role role) {
        return OpenSslLibrary.with(HYBRIDS, role == Case.Role.SERVER ? SERVER : OpenSslLibrary.CLIENT);
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        Map<String, String> options = options(terms, directory);
        options.putAll(identity(terms.server(), directory));
        if (terms.client().isPresent()) {
            options.put("requestCert", "true");
            options.put("rejectUnauthorized", "true");
        }
        options.put("servername", quoted(Pki.HOST));
        List<String> common = command("pipe.js", terms, directory);
        return new ProgramServer(directory, port -> join(common, "server", port, options), Talk::piped)
                .telling(Report.ofErrors(REUSED));
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        return new ProgramClient(PeerProcess.start(directory, client("pipe.js", port, terms, directory)), Talk::piped);
    }

    @Override
    public Visits visit(int port, Terms terms, Path directory) throws Exception {
        return new ProgramVisits(
                directory,
                client("return.js", port, terms, directory),
                Optional.empty(),
                ours -> Visits.say(ours, "hello\n"),
                Optional.of(Report.printed(REUSED)));
    }

    private static List<String> client(String script, int port, Terms terms, Path directory) throws Exception {
        Map<String, String> options = options(terms, directory);
        if (terms.client().isPresent()) {
            options.putAll(identity(terms.client().get(), directory));
        }
        options.put("servername", quoted(terms.name()));
        return join(command(script, terms, directory), "client", port, options);
    }

    private static List<String> command(String script, Terms terms, Path directory) throws Exception {
        List<String> command = OpenSslLibrary.command("node", terms.peer(), directory);
        command.add(script(script, directory).toString());
        return command;
    }

    private static List<String> join(List<String> common, String role, int port, Map<String, String> options) {
        String json = options.entrySet().stream()
                .map(option -> quoted(option.getKey()) + ":" + option.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        var command = new ArrayList<>(common);
        command.addAll(List.of(role, Integer.toString(port), json));
        return command;
    }

    private static Map<String, String> options(Terms terms, Path directory) throws Exception {
        Path trusted = Identity.writeCertificates(directory.resolve("ca.pem"), List.of(Pki.TRUSTED.certificate()));
        var options = new TreeMap<String, String>();
        Side side = terms.peer();
        options.put("minVersion", quoted(side.versions().oldest().toString()));
        options.put("maxVersion", quoted(side.versions().newest().toString()));
        options.put("ca", quoted(trusted.toString()));
        side.suite().ifPresent(suite -> options.put("ciphers", quoted(OpenSslLibrary.ciphers(suite))));
        side.group()
                .filter(group -> !group.isFiniteField())
                .ifPresent(curve -> options.put("ecdhCurve", quoted(curve.openSsl)));
        // Without parameters its server has no DHE.
        Group field = side.group().filter(Group::isFiniteField).orElse(Group.FFDHE2048);
        options.put(
                "dhparam", quoted(OpenSslLibrary.parameters(field, directory).toString()));
        terms.application().ifPresent(protocol -> options.put("ALPNProtocols", "[" + quoted(protocol) + "]"));
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
