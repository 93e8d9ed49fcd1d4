package dev.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;

/** GnuTLS's {@code gnutls-serv} and {@code gnutls-cli}. */
final class GnuTls implements Peer.Server, Peer.Client, Peer.Returning {
    /** More at once, and gnutls-serv would wait for us to read the echo while we wait for it to read. */
    private static final int ECHOED_AT_ONCE = 16_000;

    private static final Report RESUMED = Report.printed("This is a resumed session");

    /** Makes it tell of early data. */
    private static final List<String> TALKATIVE = List.of("--debug", "5");

    private final List<String> options;

    private GnuTls(List<String> options) {
        this.options = options;
    }

    GnuTls() {
        this(List.of());
    }

    /** A server that takes early data, and tells of it. */
    static GnuTls takingEarlyData() {
        var options = new ArrayList<>(TALKATIVE);
        options.addAll(List.of("--earlydata", "--maxearlydata", "16384"));
        return new GnuTls(options);
    }

    @Override
    public Optional<String> missing() {
        return Peer.missing("gnutls-serv", "gnutls-cli");
    }

    @Override
    public Abilities abilities(Case.Role role) {
        return Abilities.ALL;
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        List<String> common = new ArrayList<>(List.of("--echo", "--priority", priority(terms)));
        common.addAll(options);
        common.addAll(identity(terms.server(), directory, "server"));
        common.addAll(List.of("--sni-hostname", Pki.HOST, "--sni-hostname-fatal"));
        terms.application().ifPresent(protocol -> common.addAll(List.of("--alpn", protocol, "--alpn-fatal")));
        if (terms.client().isPresent()) {
            common.addAll(List.of("--require-client-cert", "--verify-client-cert"));
            common.addAll(List.of("--x509cafile", trusted(directory)));
        } else {
            common.add("--disable-client-cert");
        }
        return new ProgramServer(
                        directory,
                        port -> {
                            var command = new ArrayList<>(List.of("gnutls-serv", "--port", Integer.toString(port)));
                            command.addAll(common);
                            return command;
                        },
                        (ours, program, exchange) -> echo(ours, exchange))
                .telling(RESUMED);
    }

    private static void echo(SSLSocket ours, Exchange exchange) throws Exception {
        byte[] sent = exchange.toPeer();
        var arrived = new ByteArrayOutputStream();
        for (int at = 0; at < sent.length; at += ECHOED_AT_ONCE) {
            byte[] chunk = Arrays.copyOfRange(sent, at, Math.min(at + ECHOED_AT_ONCE, sent.length));
            Duplex.write(ours.getOutputStream(), chunk);
            arrived.write(ours.getInputStream().readNBytes(chunk.length));
        }
        Exchange.assertSame(sent, arrived.toByteArray(), "to the peer and back");
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        List<String> command = client(port, terms, directory);
        // Leaves nothing on the standard output but what it received.
        command.addAll(List.of("--logfile", directory.resolve("gnutls-cli.log").toString()));
        command.add("127.0.0.1");
        return new ProgramClient(PeerProcess.start(directory, command), Talk::piped);
    }

    @Override
    public Visits visit(int port, Terms terms, Path directory) throws Exception {
        return visit(port, terms, directory, List.of());
    }

    /** Sends the content of {@code file} as early data when it comes again, and tells of it. */
    static ProgramVisits visitWithEarlyData(int port, Terms terms, Path directory, Path file) throws Exception {
        var options = new ArrayList<>(TALKATIVE);
        options.addAll(List.of("--earlydata", file.toString()));
        return visit(port, terms, directory, options);
    }

    private static ProgramVisits visit(int port, Terms terms, Path directory, List<String> options) throws Exception {
        List<String> command = client(port, terms, directory);
        command.addAll(options);
        command.addAll(List.of("--resume", "--waitresumption", "127.0.0.1"));
        return new ProgramVisits(directory, command, Optional.empty(), Visits::awaitEnd, Optional.of(RESUMED));
    }

    private static List<String> client(int port, Terms terms, Path directory) throws Exception {
        List<String> command = new ArrayList<>(List.of("gnutls-cli", "--port", Integer.toString(port)));
        command.addAll(List.of("--sni-hostname", terms.name(), "--verify-hostname", Pki.HOST));
        command.addAll(List.of("--x509cafile", trusted(directory), "--priority", priority(terms)));
        terms.application().ifPresent(protocol -> command.addAll(List.of("--alpn", protocol)));
        if (terms.client().isPresent()) {
            command.addAll(identity(terms.client().get(), directory, "client"));
        }
        return command;
    }

    private static String priority(Terms terms) {
        Side side = terms.peer();
        return "NORMAL:-VERS-ALL"
                + side.versions()
                        .each()
                        .map(version -> ":+VERS-TLS" + version.number)
                        .collect(Collectors.joining())
                + side.suite().map(Suite::gnuTls).orElse("")
                + side.group().map(group -> ":-GROUP-ALL:+" + group.gnuTls).orElse("")
                + side.without().stream().map(GnuTls::without).collect(Collectors.joining())
                // The peer has to tell that it renegotiates safely; but a client of TLS 1.3 alone does not tell.
                + (side.versions().newest() == Version.TLS_1_2 ? ":%SAFE_RENEGOTIATION" : "");
    }

    private static String without(Extension extension) {
        return switch (extension) {
            case EXTENDED_MASTER_SECRET -> ":%NO_SESSION_HASH";
            case ENCRYPT_THEN_MAC -> ":%NO_ETM";
            case SESSION_TICKET -> ":%NO_TICKETS";
            default -> throw new IllegalArgumentException(extension + " cannot be switched off");
        };
    }

    private static String trusted(Path directory) throws Exception {
        Path file = directory.resolve("ca.pem");
        return Identity.writeCertificates(file, List.of(Pki.TRUSTED.certificate()))
                .toString();
    }

    private static List<String> identity(Identity identity, Path directory, String name) throws Exception {
        String chain = identity.writeChain(directory.resolve(name + ".pem")).toString();
        String key = identity.writeKey(directory.resolve(name + "-key.pem")).toString();
        return List.of("--x509certfile", chain, "--x509keyfile", key);
    }

    @Override
    public String toString() {
        return "GnuTLS";
    }
}
