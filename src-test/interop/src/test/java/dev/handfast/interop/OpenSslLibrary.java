package dev.handfast.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.tls.crypto.DHGroup;

/** The library of OpenSSL: what every program that is built on it understands. */
final class OpenSslLibrary {
    /** It knows no finite fields by name in TLS 1.2: a client offers none, and takes whichever comes. */
    static final Abilities CLIENT = Abilities.ALL.untold(Group.FFDHE2048, Group.FFDHE3072);

    /** It uses its own field, whichever the client offers. */
    static final Abilities SERVER = Abilities.ALL.deaf(Group.FFDHE2048, Group.FFDHE3072);

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+");

    private OpenSslLibrary() {}

    /** The hybrid groups, which came with OpenSSL 3.5, if {@code command} prints that version or a newer one. */
    static Set<Group> hybrids(String... command) {
        if (PeerProcess.find(command[0]).isEmpty()) {
            return Set.of();
        }
        try {
            Matcher version = VERSION.matcher(PeerProcess.run(Path.of(System.getProperty("java.io.tmpdir")), command));
            return version.find() && number(version, 1) * 100 + number(version, 2) >= 305 ? Group.HYBRIDS : Set.of();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Of the hybrids X25519MLKEM768 alone is on until others are named. */
    static Abilities with(Set<Group> hybrids, Abilities usual) {
        return usual.with(hybrids).deaf(Group.SECP256R1_MLKEM768, Group.SECP384R1_MLKEM1024);
    }

    private static int number(Matcher version, int part) {
        return Integer.parseInt(version.group(part));
    }

    /** A list of ciphers for {@code suite} alone; of TLS 1.2 it takes some only where no level of security is asked for. */
    static String ciphers(Suite suite) {
        return suite.version() == Version.TLS_1_3 ? suite.openSsl() : suite.openSsl() + ":@SECLEVEL=0";
    }

    /** The beginning of the command of {@code program}. What has no option in most programs is set in a configuration file. */
    static List<String> command(String program, Side side, Path directory) throws Exception {
        var command = new ArrayList<String>();
        if (!side.without().isEmpty()) {
            command.addAll(List.of("env", "OPENSSL_CONF=" + configuration(side, directory)));
        }
        command.add(program);
        return command;
    }

    private static Path configuration(Side side, Path directory) throws Exception {
        String options = side.without().stream().map(OpenSslLibrary::option).collect(Collectors.joining(","));
        // Node.js looks for its own entry.
        return Files.writeString(directory.resolve("openssl.cnf"), """
                openssl_conf = interop
                nodejs_conf = interop
                [interop]
                ssl_conf = uses
                [uses]
                system_default = defaults
                [defaults]
                Options = %s
                """.formatted(options));
    }

    private static String option(Extension extension) {
        return switch (extension) {
            case EXTENDED_MASTER_SECRET -> "-ExtendedMasterSecret";
            case ENCRYPT_THEN_MAC -> "-EncryptThenMac";
            case SESSION_TICKET -> "-SessionTicket";
            default -> throw new IllegalArgumentException(extension + " cannot be switched off");
        };
    }

    /** A file of the Diffie-Hellman parameters that {@code field} is the name of. */
    static Path parameters(Group field, Path directory) throws Exception {
        DHGroup known = field.field();
        byte[] der = new DHParameter(known.getP(), known.getG(), 0).getEncoded();
        return Files.writeString(directory.resolve("dh.pem"), Identity.pem("DH PARAMETERS", der));
    }
}
