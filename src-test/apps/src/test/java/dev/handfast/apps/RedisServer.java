package dev.handfast.apps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Redis, with OpenSSL. */
enum RedisServer implements InstalledServer {
    TLS;

    @Override
    public Optional<String> missing() {
        return Program.find("redis-server").isPresent() ? Optional.empty() : Optional.of("redis-server");
    }

    @Override
    public int serve(Identity identity) throws Exception {
        Path directory = Program.newDirectory();
        return Program.serve(directory, port -> command(identity, port), "Ready to accept connections");
    }

    private static List<String> command(Identity identity, int port) {
        var command = new ArrayList<String>(List.of("redis-server", "--port", "0", "--tls-port", String.valueOf(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--tls-auth-clients", "no"));
        command.addAll(List.of("--tls-cert-file", identity.chain().toString()));
        command.addAll(List.of("--tls-key-file", identity.key().toString()));
        command.addAll(List.of("--tls-ca-cert-file", Identity.trusted().toString()));
        return command;
    }
}
