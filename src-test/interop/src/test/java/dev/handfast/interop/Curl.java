package dev.handfast.interop;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

/** The program {@code curl}: a client that uploads one file and receives another. */
final class Curl implements Peer.Client, Peer.Returning {
    @Override
    public Optional<String> missing() {
        return Peer.missing("curl");
    }

    @Override
    public Abilities abilities(Case.Role role) {
        return OpenSslLibrary.CLIENT;
    }

    @Override
    public Conversation connect(int port, Terms terms, Exchange exchange, Path directory) throws Exception {
        Path upload = Files.write(directory.resolve("upload"), exchange.fromPeer());
        List<String> command = command(port, terms, directory);
        command.addAll(List.of("--header", "Expect:", "--upload-file", upload.toString()));
        command.add("https://" + terms.name() + ":" + port + "/upload");
        return new ProgramClient(PeerProcess.start(directory, command), Curl::respond);
    }

    /** Two downloads of one process. */
    @Override
    public Visits visit(int port, Terms terms, Path directory) throws Exception {
        List<String> command = command(port, terms, directory);
        String url = "https://" + terms.name() + ":" + port + "/";
        command.addAll(List.of(url + "first", url + "second"));
        return new ProgramVisits(directory, command, Optional.empty(), Visits::respond, Optional.empty());
    }

    private static List<String> command(int port, Terms terms, Path directory) throws Exception {
        Path trusted = Identity.writeCertificates(directory.resolve("ca.pem"), List.of(Pki.TRUSTED.certificate()));
        Side side = terms.peer();
        List<String> command = OpenSslLibrary.command("curl", side, directory);
        command.addAll(List.of(
                "--silent",
                "--show-error",
                "--http1.1",
                "--tlsv" + side.versions().oldest().number));
        command.addAll(List.of("--tls-max", side.versions().newest().number));
        command.addAll(List.of("--cacert", trusted.toString(), "--noproxy", "*"));
        command.addAll(List.of("--resolve", terms.name() + ":" + port + ":127.0.0.1"));
        side.suite().ifPresent(suite -> {
            command.add(suite.version() == Version.TLS_1_3 ? "--tls13-ciphers" : "--ciphers");
            command.add(OpenSslLibrary.ciphers(suite));
        });
        side.group().ifPresent(group -> command.addAll(List.of("--curves", group.openSsl)));
        if (terms.client().isPresent()) {
            Identity client = terms.client().get();
            command.addAll(List.of(
                    "--cert", client.writeChain(directory.resolve("client.pem")).toString()));
            command.addAll(List.of(
                    "--key",
                    client.writeKey(directory.resolve("client-key.pem")).toString()));
        }
        return command;
    }

    private static void respond(SSLSocket ours, PeerProcess curl, Exchange exchange) throws Exception {
        Future<byte[]> received = Duplex.run(() -> curl.output().readAllBytes());
        InputStream in = new BufferedInputStream(ours.getInputStream());
        HttpRequest.readHeader(in);
        Exchange.assertSame(exchange.fromPeer(), in.readNBytes(exchange.fromPeer().length), "from the peer");
        String header = "HTTP/1.1 200 OK\r\nContent-Length: " + exchange.toPeer().length + "\r\n\r\n";
        Duplex.write(ours.getOutputStream(), header.getBytes(StandardCharsets.US_ASCII));
        Duplex.write(ours.getOutputStream(), exchange.toPeer());
        Exchange.assertSame(exchange.toPeer(), Duplex.await(received), "to the peer");
    }

    @Override
    public String toString() {
        return "curl";
    }
}
