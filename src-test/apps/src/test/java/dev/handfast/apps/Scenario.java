package dev.handfast.apps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An application that is to be seen on Handfast, and who plays its other side. Made by one of the factories and told more by the
 * methods behind them; a test class that extends {@link ApplicationTest} lists its scenarios.
 */
final class Scenario {
    /** Which sides are the application's own, so that Handfast is to be seen there against SunJSSE. */
    enum Role {
        CLIENT,
        SERVER,
        BOTH,

        /** It calls a server that is no Java program: Handfast cannot be there. */
        CLIENT_OF_INSTALLED
    }

    /** The name of the row in the table, unique. */
    final String application;

    final Role role;
    final Client client;
    final Server server;
    final List<String> options = new ArrayList<>();
    String version = "the JDK's";
    String spoken = "";
    String protocol = "TLSv1.3";
    Providers handfast = Providers.HANDFAST_FIRST;
    ClassPath classPath = ClassPath.ofTheTests();
    Optional<Refusal> wrongHost = Optional.of(Refusal.OF_THE_HOST);
    Refusal unknownAuthority = Refusal.OF_THE_AUTHORITY;

    private Scenario(String application, Role role, Client client, Server server) {
        this.application = application;
        this.role = role;
        this.client = client;
        this.server = server;
    }

    /** The application calls; {@code server} only serves it. */
    static Scenario client(String application, Client client, Server server) {
        return new Scenario(application, Role.CLIENT, client, server);
    }

    /** The application calls a server that the machine has. */
    static Scenario clientOf(InstalledServer server, String application, Client client) {
        return new Scenario(application, Role.CLIENT_OF_INSTALLED, client, server);
    }

    /** The application serves; {@code client} only calls it. */
    static Scenario server(String application, Server server, Client client) {
        return new Scenario(application, Role.SERVER, client, server);
    }

    /** The application has both sides. */
    static Scenario both(String application, Client client, Server server) {
        return new Scenario(application, Role.BOTH, client, server);
    }

    /** What the client is to return. */
    Scenario speaking(String what) {
        spoken = what;
        return this;
    }

    /** The artifact whose jar's version is the application's. Without one it belongs to the JDK. */
    Scenario of(String artifact) {
        version = classPath.version(artifact);
        return this;
    }

    /** Jars in another version: those in {@code target/DIRECTORY}. To be said before {@link #of}. */
    Scenario replacing(String directory) throws IOException {
        classPath = classPath.replacing(directory);
        return this;
    }

    /** The protocol, if it is not TLSv1.3, by which the JVMs' options see to it. */
    Scenario over(String tlsProtocol) {
        protocol = tlsProtocol;
        return this;
    }

    /** The application checks the host for itself, after the handshake, and its exception is {@code reason}. */
    Scenario refusingTheHostItself(String reason) {
        wrongHost = Optional.of(new Refusal(Said.Kind.FAILED, Pattern.compile(reason)));
        return this;
    }

    /** The application logs why it does not talk to a server, but its exception says {@code reason} at every refusal. */
    Scenario hidingWhyItRefuses(String reason) {
        unknownAuthority = new Refusal(Said.Kind.FAILED, Pattern.compile(reason));
        wrongHost = Optional.of(unknownAuthority);
        return this;
    }

    /** The application does not care for the host, by its design. */
    Scenario takingAnyHost() {
        wrongHost = Optional.empty();
        return this;
    }

    /** How Handfast is put in, if not by the complete list. */
    Scenario by(Providers recipe) {
        handfast = recipe;
        return this;
    }

    /** Options of all its JVMs. */
    Scenario with(String... jvmOptions) {
        options.addAll(List.of(jvmOptions));
        return this;
    }

    @Override
    public String toString() {
        return application;
    }
}
