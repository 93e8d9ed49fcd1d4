package dev.handfast.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenSSL's {@code s_server} and {@code s_client}. */
final class OpenSsl implements Peer.Server, Peer.Client {
    private final Talk talk;
    private final List<String> loudness;

    private OpenSsl(Talk talk, List<String> loudness) {
        this.talk = talk;
        this.loudness = loudness;
    }

    /** Programs that pass on what they get, and nothing else. */
    static OpenSsl quiet() {
        return new OpenSsl(Talk::piped, List.of("-quiet"));
    }

    /** Programs that take orders, and tell of each message between data. */
    static OpenSsl verbose(Talk talk) {
        return new OpenSsl(talk, List.of("-msg"));
    }

    @Override
    public Optional<String> missing() {
        return Peer.missing("openssl");
    }

    @Override
    public boolean knows(Terms terms) {
        return true;
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        var common = new ArrayList<>(loudness);
        common.addAll(identity(terms.server(), directory, "server"));
        common.addAll(limits(terms));
        if (terms.client().isPresent()) {
            common.addAll(List.of("-Verify", "1", "-verify_return_error", "-CAfile", trusted(directory)));
        }
        return new ProgramServer(
                directory,
                port -> {
                    var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port));
                    command.addAll(common);
                    return command;
                },
                talk);
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of("-servername", Pki.HOST, "-verify_hostname", Pki.HOST, "-verify_return_error"));
        command.addAll(List.of("-CAfile", trusted(directory)));
        command.addAll(loudness);
        command.addAll(limits(terms));
        if (terms.client().isPresent()) {
            command.addAll(identity(terms.client().get(), directory, "client"));
        }
        return new ProgramClient(PeerProcess.start(directory, command), talk);
    }

    private static List<String> limits(Terms terms) {
        var options = new ArrayList<>(List.of("-tls1_3"));
        terms.suite().ifPresent(suite -> options.addAll(List.of("-ciphersuites", suite.name())));
        terms.peerGroup().ifPresent(group -> options.addAll(List.of("-groups", group.openSsl)));
        return options;
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
