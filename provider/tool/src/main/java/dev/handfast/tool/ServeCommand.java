package dev.handfast.tool;

import dev.handfast.CredentialFiles;
import dev.handfast.managers.WatchedKeyManager;
import dev.handfast.tool.peer.Contexts;
import dev.handfast.tool.peer.HostPort;
import dev.handfast.tool.serve.Limits;
import dev.handfast.tool.serve.VisitorServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows each visitor its own handshake. */
@Command(
        name = "serve",
        header = "Show each visitor its own handshake.",
        description = {
            "",
            "An HTTPS server whose page tells the handshake of the connection that it came over: open it in a browser, and see"
                    + " how it was greeted. /trace.json has the same as data. It runs until it is stopped (Ctrl-C).",
            "",
            "Without --cert it makes itself a certificate, of which browsers warn, as nobody vouches for it; curl takes it"
                    + " with -k.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8443",
            converter = HostPort.PortConverter.class,
            description = "Where to listen; 0 for any port that is free. Default: ${DEFAULT-VALUE}.")
    private Integer port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description =
                    "Which of this machine's addresses to listen at; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}, which"
                            + " others cannot reach.")
    private String address;

    @Option(
            names = "--cert",
            paramLabel = "PEM",
            description = "The certificate and its chain; looked at again when it changes.")
    private Path certificates;

    @Option(names = "--key", paramLabel = "PEM", description = "Its private key, in PKCS#8 without a password.")
    private Path key;

    @Option(names = "--self-signed", description = "Make a certificate; the default.")
    private boolean selfSigned;

    @Mixin
    private Screen screen;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        checkUse();
        InetAddress where = InetAddress.getByName(address);
        SSLContext context = context(where);
        try (var server =
                new VisitorServer(context, new InetSocketAddress(where, port), Limits.USUAL, line -> tell(out, line))) {
            HostPort listening = new HostPort(address, server.address().getPort());
            out.println("https://" + listening + "/");
            out.flush();
            server.run();
        }
        return Main.FINE;
    }

    /** One visitor's line after the other, and none breaks out of its line. */
    private void tell(PrintWriter out, String line) {
        if (!screen.isQuiet()) {
            out.println(OneLine.withoutBreaks(line));
            out.flush();
        }
    }

    private void checkUse() throws Stopped {
        if ((certificates == null) != (key == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--cert and --key go together: the certificate, and the key that it speaks of");
        } else if (certificates != null && selfSigned) {
            throw new ParameterException(spec.commandLine(), "--self-signed makes a certificate, and --cert names one");
        }
        for (Path file : certificates == null ? List.<Path>of() : List.of(certificates, key)) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw Stopped.byWrongUse(file + " is no file that can be read; look at its name and its permissions");
            }
        }
    }

    private SSLContext context(InetAddress where) throws IOException, GeneralSecurityException, Stopped {
        if (certificates == null) {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(
                    new DemoAuthority()
                            .keyStoreFor(
                                    List.of("localhost", "127.0.0.1", "::1", address, where.getHostAddress()),
                                    DemoAuthority.KeyKind.EC),
                    DemoAuthority.password());
            return Contexts.showing(keys.getKeyManagers());
        }
        var files = new WatchedKeyManager(CredentialFiles.pem(certificates, key));
        try {
            files.load();
        } catch (GeneralSecurityException unusable) {
            throw Stopped.byWrongUse(certificates + " and " + key + " cannot be used: " + unusable.getMessage());
        }
        return Contexts.showing(new KeyManager[] {files});
    }
}
