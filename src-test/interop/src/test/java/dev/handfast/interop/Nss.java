package dev.handfast.interop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** NSS's {@code selfserv} and {@code tstclnt}. */
final class Nss implements Peer.Server, Peer.Client, Peer.Returning {
    /** What fits into selfserv's buffer with the rest of a request. */
    private static final int LONGEST_REQUEST = 8000;

    /** It imports no Edwards keys, takes no certificate for PSS alone, and always extends the master secret. */
    private static final Abilities SERVER = Abilities.ALL
            .without(KeyKind.RSA_PSS, KeyKind.ED25519, KeyKind.ED448)
            .without(Group.X448)
            .without(Extension.ENCRYPT_THEN_MAC)
            .switching(Extension.SESSION_TICKET);

    @Override
    public Optional<String> missing() {
        return Peer.missing("selfserv", "tstclnt", "certutil", "pk12util");
    }

    @Override
    public Abilities abilities(Case.Role role) {
        // tstclnt has no option for it.
        return role == Case.Role.SERVER ? SERVER : SERVER.without(Extension.APPLICATION_LAYER_PROTOCOL_NEGOTIATION);
    }

    @Override
    public Listening serve(Terms terms, Path directory) throws Exception {
        List<String> common = new ArrayList<>(List.of("-v", "-V", versions(terms)));
        common.addAll(List.of("-d", database(Optional.of(terms.server()), directory)));
        common.addAll(List.of("-n", Identity.ALIAS, "-a", Pki.HOST));
        common.addAll(limits(terms.peer()));
        terms.application().ifPresent(http -> common.add("-Q"));
        if (terms.client().isPresent()) {
            common.addAll(List.of("-r", "-r"));
        }
        return new ProgramServer(
                directory,
                port -> {
                    var command = new ArrayList<>(List.of("selfserv", "-p", Integer.toString(port)));
                    command.addAll(common);
                    return command;
                },
                (ours, program, exchange) -> request(ours, exchange, directory));
    }

    /** Has selfserv send back a short request as it is, or a file: it takes no long request. */
    private static void request(SSLSocket ours, Exchange exchange, Path directory) throws Exception {
        if (exchange.toPeer().length <= LONGEST_REQUEST) {
            String text = new String(exchange.toPeer(), StandardCharsets.US_ASCII).replace("\n", "");
            String request = "GET /no/such/file HTTP/1.0\r\nText: " + text + "\r\n\r\n";
            Exchange.assertSame(bytes(request + "EOF\r\n\r\n\r\n"), ask(ours, request), "to the peer and back");
        } else {
            Path file = Files.write(directory.resolve("served"), exchange.fromPeer());
            byte[] arrived = ask(ours, "GET " + file + " HTTP/1.0\r\n\r\n");
            Exchange.assertSame(exchange.fromPeer(), arrived, "from the peer");
        }
    }

    /** The body of selfserv's response. */
    private static byte[] ask(SSLSocket ours, String request) throws Exception {
        Duplex.write(ours.getOutputStream(), bytes(request));
        byte[] response = ours.getInputStream().readAllBytes();
        int header = new String(response, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(response, header, response.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        return new ProgramClient(PeerProcess.start(directory, client(port, terms, directory)), Talk::piped);
    }

    @Override
    public Visits visit(int port, Terms terms, Path directory) throws Exception {
        List<String> command = client(port, terms, directory);
        command.addAll(List.of("-L", "2"));
        return new ProgramVisits(
                directory,
                command,
                Optional.empty(),
                ours -> Duplex.write(ours.getOutputStream(), bytes("hello\n")), // it waits for us to end the connection
                Optional.of(Report.ofErrors("^[1-9]\\d* cache hits")));
    }

    private static List<String> client(int port, Terms terms, Path directory) throws Exception {
        // With -O it looks for its certificate in the handshake itself; the thread that it would use fails it now and
        // then.
        List<String> command =
                new ArrayList<>(List.of("tstclnt", "-O", "-4", "-h", Pki.HOST, "-p", Integer.toString(port)));
        command.addAll(List.of("-a", terms.name(), "-V", versions(terms), "-d", database(terms.client(), directory)));
        command.addAll(limits(terms.peer()));
        if (terms.peer().group().stream().anyMatch(Group::isFiniteField)) {
            // Else its client offers fields in TLS 1.3 alone.
            command.add("-H");
        }
        if (terms.client().isPresent()) {
            command.addAll(List.of("-n", Identity.ALIAS));
        }
        return command;
    }

    private static String versions(Terms terms) {
        Versions versions = terms.peer().versions();
        return "tls" + versions.oldest().number + ":tls" + versions.newest().number;
    }

    private static List<String> limits(Side side) {
        var options = new ArrayList<String>();
        side.suite().ifPresent(suite -> options.addAll(List.of("-c", String.format(":%04X", suite.code))));
        side.group().ifPresent(group -> options.addAll(List.of("-I", group.nss)));
        if (!side.without().contains(Extension.SESSION_TICKET)) {
            options.add("-u");
        }
        return options;
    }

    /** Makes NSS's database of certificates and keys. */
    private static String database(Optional<Identity> identity, Path directory) throws Exception {
        String database = "sql:" + Files.createDirectory(directory.resolve("nss"));
        Path ca = Identity.writeCertificates(directory.resolve("ca.pem"), List.of(Pki.TRUSTED.certificate()));
        PeerProcess.run(directory, "certutil", "-N", "-d", database, "--empty-password");
        PeerProcess.run(directory, "certutil", "-A", "-d", database, "-n", "ca", "-t", "CT,,", "-i", ca.toString());
        if (identity.isPresent()) {
            Path store = Identity.write(identity.get().keyStore(), directory.resolve("nss.p12"));
            PeerProcess.run(directory, "pk12util", "-i", store.toString(), "-d", database, "-W", Identity.PASSWORD);
        }
        return database;
    }

    @Override
    public String toString() {
        return "NSS";
    }
}
