package dev.handfast.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL, with OpenSSL. */
enum PostgreSqlServer implements InstalledServer {
    SCRAM,

    /** And the user is to have a certificate in his name besides. */
    CLIENT_CERTIFICATE {
        @Override
        void configure(Path data) throws IOException {
            Path rules = data.resolve("pg_hba.conf");
            Files.writeString(rules, "hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-full\n");
        }
    };

    /** The common name of {@link Identity#CLIENT}. */
    static final String USER = "client";

    /** Debian has a folder for each version. */
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    /** It refuses to run as root; its package makes this user. */
    private static final String NOT_ROOT = "postgres";

    /** Changes what {@code initdb} has made. */
    void configure(Path data) throws IOException {}

    @Override
    public Optional<String> missing() {
        return initdb().isPresent() ? Optional.empty() : Optional.of("postgresql");
    }

    private static Optional<Path> initdb() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin").resolve("initdb"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public int serve(Identity identity) throws Exception {
        Path directory = Program.newDirectory();
        own(directory);
        Path password = own(Files.writeString(directory.resolve("password"), Identity.PASSWORD));
        Path chain = own(Files.copy(identity.chain(), directory.resolve("chain.pem")));
        Path trusted = own(Files.copy(Identity.trusted(), directory.resolve("trusted.pem")));
        Path key = own(Files.copy(identity.key(), directory.resolve("key.pem")));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path initdb = initdb().orElseThrow();
        Path data = directory.resolve("data");
        Program.run(
                directory,
                asUser(List.of(
                        initdb.toString(),
                        "--no-sync",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--auth=scram-sha-256",
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--pgdata=" + data)));
        configure(data);
        return Program.serve(
                directory,
                port -> asUser(List.of(
                        initdb.resolveSibling("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        String.valueOf(port),
                        "-h",
                        "127.0.0.1",
                        "-k",
                        directory.toString(),
                        "-F",
                        "--dynamic_shared_memory_type=mmap",
                        "--ssl=on",
                        "--ssl_ca_file=" + trusted,
                        "--ssl_cert_file=" + chain,
                        "--ssl_key_file=" + key)),
                "database system is ready to accept connections");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path own(Path file) throws IOException {
        if (isRoot()) {
            var users = file.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(file, users.lookupPrincipalByName(NOT_ROOT));
        }
        return file;
    }

    private static List<String> asUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        var whole = new ArrayList<String>(
                List.of("setpriv", "--reuid=" + NOT_ROOT, "--regid=" + NOT_ROOT, "--clear-groups"));
        whole.addAll(command);
        return whole;
    }
}
