package dev.handfast.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenSSL's {@code s_server} and {@code s_client}. */
final class OpenSsl implements Peer.Server, Peer.Client, Peer.Returning {
    private static final Set<Group> HYBRIDS = OpenSslLibrary.hybrids("openssl", "version");

    private final Talk talk;
    private final List<String> options;

    private OpenSsl(Talk talk, List<String> options) {
        this.talk = talk;
        this.options = options;
    }

    /** Programs that pass on what they get, and nothing else. */
    static OpenSsl quiet() {
        return new OpenSsl(Talk::piped, List.of("-quiet"));
    }

    /** Programs that take orders, and tell of each message between data. */
    static OpenSsl verbose(Talk talk) {
        return new OpenSsl(talk, List.of("-msg"));
    }

    /** A client that says it was refused a newer version before (RFC 7507). */
    static OpenSsl fallingBack() {
        return new OpenSsl(Talk::piped, List.of("-quiet", "-fallback_scsv"));
    }

    /**
     * A server that takes early data, and tells of it.
     *
     * @param replays {@code -anti_replay}, or {@code -no_anti_replay}, with which it remembers nothing
     */
    static OpenSsl takingEarlyData(Talk talk, String replays) {
        return new OpenSsl(talk, List.of("-early_data", replays));
    }

    @Override
    public Optional<String> missing() {
        return Peer.missing("openssl");
    }

    @Override
    public Abilities abilities(Case.Role role) {
        Abilities usual = role == Case.Role.SERVER ? OpenSslLibrary.SERVER : OpenSslLibrary.CLIENT;
        return OpenSslLibrary.with(HYBRIDS, usual);
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        List<String> common = OpenSslLibrary.command("openssl", terms.peer(), directory);
        common.add("s_server");
        common.addAll(options);
        common.addAll(identity(terms.server(), directory, "server"));
        if (terms.application().isEmpty()) {
            // What it has for a name has no ALPN.
            common.addAll(forItsName(terms.server(), directory));
        }
        common.addAll(limits(terms, directory));
        if (terms.client().isPresent()) {
            common.addAll(List.of("-Verify", "1", "-verify_return_error", "-CAfile", trusted(directory)));
        }
        return new ProgramServer(
                directory,
                port -> {
                    var command = new ArrayList<>(common);
                    command.addAll(List.of("-accept", "127.0.0.1:" + port));
                    return command;
                },
                talk);
    }

    /** Makes it look at the name that a client asks for, and refuse another. */
    private static List<String> forItsName(Identity identity, Path directory) throws Exception {
        String chain = identity.writeChain(directory.resolve("named.pem")).toString();
        String key = identity.writeKey(directory.resolve("named-key.pem")).toString();
        return List.of("-servername", Pki.HOST, "-servername_fatal", "-cert2", chain, "-key2", key);
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        List<String> command = client(port, terms, directory);
        command.addAll(options);
        return new ProgramClient(PeerProcess.start(directory, command), talk);
    }

    @Override
    public Visits visit(int port, Terms terms, Path directory) throws Exception {
        return visit(port, terms, directory, List.of());
    }

    /** Sends the content of {@code file} as early data when it comes again, and tells what became of it. */
    static ProgramVisits visitWithEarlyData(int port, Terms terms, Path directory, Path file) throws Exception {
        return visit(port, terms, directory, List.of("-early_data", file.toString()));
    }

    /** Two runs, and the session in a file. */
    private static ProgramVisits visit(int port, Terms terms, Path directory, List<String> again) throws Exception {
        List<String> first = client(port, terms, directory);
        first.add("-ign_eof");
        String file = directory.resolve("session.pem").toString();
        var second = new ArrayList<>(first);
        first.addAll(List.of("-sess_out", file));
        second.addAll(List.of("-sess_in", file));
        second.addAll(again);
        return new ProgramVisits(
                directory,
                first,
                Optional.of(second),
                ours -> Visits.say(ours, "hello\n"),
                Optional.of(Report.printed("^Reused, ")));
    }

    private static List<String> client(int port, Terms terms, Path directory) throws Exception {
        List<String> command = OpenSslLibrary.command("openssl", terms.peer(), directory);
        command.addAll(List.of("s_client", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of("-servername", terms.name(), "-verify_hostname", Pki.HOST, "-verify_return_error"));
        command.addAll(List.of("-CAfile", trusted(directory)));
        command.addAll(limits(terms, directory));
        if (terms.client().isPresent()) {
            command.addAll(identity(terms.client().get(), directory, "client"));
        }
        return command;
    }

    private static List<String> limits(Terms terms, Path directory) throws Exception {
        Side side = terms.peer();
        var options = new ArrayList<String>();
        options.addAll(List.of("-min_protocol", side.versions().oldest().toString()));
        options.addAll(List.of("-max_protocol", side.versions().newest().toString()));
        side.suite().ifPresent(suite -> {
            options.add(suite.version() == Version.TLS_1_3 ? "-ciphersuites" : "-cipher");
            options.add(OpenSslLibrary.ciphers(suite));
        });
        if (side.group().isPresent()) {
            options.addAll(group(side.group().get(), directory));
        }
        terms.application().ifPresent(protocol -> options.addAll(List.of("-alpn", protocol)));
        return options;
    }

    private static List<String> group(Group group, Path directory) throws Exception {
        return group.isFiniteField()
                ? List.of(
                        "-dhparam", OpenSslLibrary.parameters(group, directory).toString())
                : List.of("-groups", group.openSsl);
    }

    private static String trusted(Path directory) throws Exception {
        Path file = directory.resolve("ca.pem");
        return Identity.writeCertificates(file, List.of(Pki.TRUSTED.certificate()))
                .toString();
    }

    private static List<String> identity(Identity identity, Path directory, String name) throws Exception {
        String chain = identity.writeChain(directory.resolve(name + ".pem")).toString();
        String key = identity.writeKey(directory.resolve(name + "-key.pem")).toString();
        return List.of("-cert", chain, "-cert_chain", chain, "-key", key);
    }

    @Override
    public String toString() {
        return "OpenSSL";
    }
}
