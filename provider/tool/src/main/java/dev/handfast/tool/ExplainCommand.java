package dev.handfast.tool;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.explain.KeyTransportStory;
import dev.handfast.explain.Side;
import dev.handfast.explain.Trace;
import dev.handfast.tool.peer.Dialer;
import dev.handfast.tool.peer.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a handshake: that with a server, or one of its own. */
@Command(
        name = "explain",
        header = "Tell a handshake, message by message.",
        description = {
            "",
            "Connects to a server, shakes hands, and tells what both said and why; or runs both sides on this machine. If the"
                    + " handshake fails, it tells how far it came and what went wrong, and exits with 1.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    /** Whose handshake. */
    private static final class Subject {
        @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "The server; port 443 if none is named.")
        private HostPort target;

        @Option(names = "--demo", required = true, description = "Both sides, on this machine.")
        private boolean demo;
    }

    @Option(
            names = "--handshake",
            paramLabel = "KIND",
            description = {
                "tls13: TLS 1.3; of the demonstration, the default.",
                "ecdhe, dhe, rsa: TLS 1.2 and how keys were agreed there; rsa is told in the steps of the textbooks.",
                "resumed: the second of two connections, which needs no certificate.",
                "0rtt: the same, with a request in its first flight.",
                "hybrid: keys that quantum computers do not break.",
                "mutual, psk: a client with a certificate, or both with a key from elsewhere; in the demonstration alone.",
                "With a server, what it likes best of all that Handfast has on is the default."
            })
    private DemoHandshake kind;

    @Option(names = "--html", paramLabel = "FILE", description = "Write it as a page, too, which needs no network.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write it as JSON, too.")
    private Path json;

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description =
                    "Write the connection's secrets for Wireshark (RFC 9850): whoever has the file can read the connection.")
    private Path keyLog;

    @Option(
            names = "--insecure",
            description = "Go on with a certificate that is not trusted, or is for another host, and say so.")
    private boolean insecure;

    @Mixin
    private Screen screen;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        checkUse();
        var files = new ExplainFiles(html, json, keyLog);
        if (keyLog != null && !screen.isQuiet()) {
            spec.commandLine()
                    .getOut()
                    .println("The secrets of this connection go to " + keyLog
                            + ": whoever has that file can read the connection. Take it away when you are done.\n");
        }
        if (subject.demo) {
            demonstrate(kind == null ? DemoHandshake.TLS13 : kind, files);
        } else {
            visit(files);
        }
        return Main.FINE;
    }

    private void checkUse() {
        if (!subject.demo && kind != null && kind.isForDemonstrationsOnly()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--handshake " + kind + " needs a server of ours: write --demo in place of the host");
        }
        if (subject.demo && insecure) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--insecure is about servers, and the demonstration has a certificate that is trusted");
        }
    }

    private void demonstrate(DemoHandshake shown, ExplainFiles files)
            throws IOException, GeneralSecurityException, Stopped {
        var trace = new Trace("client", "server");
        var story = new KeyTransportStory();
        var scene = new DemoScene(
                shown,
                both(trace.side(Side.CLIENT), story.side("client", "server")),
                both(trace.side(Side.SERVER), story.side("server", "client")));
        var telling = new Telling(spec.commandLine().getOut(), screen, trace, files);
        try (var demonstration = new Demonstration(shown, scene, files.keys())) {
            SSLSession session = telling.follow(
                    demonstration::shakeHands,
                    shown == DemoHandshake.RSA ? out -> story.tell(out::println) : telling::tell);
            telling.conclude(session);
            if (!screen.isQuiet()) {
                PrintWriter out = spec.commandLine().getOut();
                telling.head("A page by plain HttpsURLConnection");
                demonstration.fetchPage(out);
                out.flush();
            }
        }
    }

    private static HandshakeListener both(HandshakeListener one, HandshakeListener other) {
        return event -> {
            one.on(event);
            other.on(event);
        };
    }

    private void visit(ExplainFiles files) throws IOException, GeneralSecurityException, Stopped {
        HostPort target = subject.target;
        var visit = new ServerVisit(new Dialer(target, PATIENCE), kind, insecure, files.keys());
        var trace = new Trace("client", target.host());
        var telling = new Telling(spec.commandLine().getOut(), screen, trace, files);
        SSLSession session = telling.follow(() -> visit.shakeHands(trace.side(Side.CLIENT)), telling::tell);
        telling.judge(visit.unchecked(), target.host());
        telling.conclude(session);
        checkKind(trace);
    }

    /** A server may answer a client that would resume by a full handshake. */
    private void checkKind(Trace trace) throws Stopped {
        boolean resumed = trace.recording().moments().stream()
                .noneMatch(moment -> moment.event() instanceof HandshakeEvent.MessageReceived received
                        && received.message().name().equals("Certificate"));
        if (kind != null && kind.comesTwice() && !resumed) {
            throw Stopped.byFinding(
                    "the server resumed no session, so this was a full handshake; look whether it has session"
                            + " tickets on");
        }
    }
}
