package dev.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** GnuTLS's {@code gnutls-serv} and {@code gnutls-cli}. */
final class GnuTls implements Peer.Server, Peer.Client {
    /** More at once, and gnutls-serv would wait for us to read the echo while we wait for it to read. */
    private static final int ECHOED_AT_ONCE = 16_000;

    @Override
    public Optional<String> missing() {
        return Peer.missing("gnutls-serv", "gnutls-cli");
    }

    @Override
    public boolean knows(Terms terms) {
        return true;
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        List<String> common = new ArrayList<>(List.of("--echo", "--priority", priority(terms)));
        common.addAll(identity(terms.server(), directory, "server"));
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
                (ours, program, exchange) -> echo(ours, exchange));
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
        var command = new ArrayList<>(List.of("gnutls-cli", "--port", Integer.toString(port)));
        command.addAll(List.of("--sni-hostname", Pki.HOST, "--verify-hostname", Pki.HOST));
        command.addAll(List.of("--x509cafile", trusted(directory), "--priority", priority(terms)));
        // Leaves nothing on the standard output but what it received.
        command.addAll(List.of("--logfile", directory.resolve("gnutls-cli.log").toString()));
        if (terms.client().isPresent()) {
            command.addAll(identity(terms.client().get(), directory, "client"));
        }
        command.add("127.0.0.1");
        return new ProgramClient(PeerProcess.start(directory, command), Talk::piped);
    }

    private static String priority(Terms terms) {
        return "NORMAL:-VERS-ALL:+VERS-TLS1.3"
                + terms.suite().map(suite -> ":-CIPHER-ALL:+" + suite.gnuTls).orElse("")
                + terms.peerGroup().map(group -> ":-GROUP-ALL:+" + group.gnuTls).orElse("");
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
