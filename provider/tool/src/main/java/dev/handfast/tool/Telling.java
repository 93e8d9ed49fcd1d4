package dev.handfast.tool;

import dev.handfast.HandfastProvider;
import dev.handfast.HandshakeEvent;
import dev.handfast.explain.Moment;
import dev.handfast.explain.Paint;
import dev.handfast.explain.Style;
import dev.handfast.explain.TextTeller;
import dev.handfast.explain.Trace;
import dev.handfast.tool.scan.ChainFindings;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Tells one handshake on a screen and into files, whether it comes to its end or not. */
final class Telling {
    private static final int COLUMN = 14;

    private final PrintWriter out;
    private final Screen screen;
    private final Trace trace;
    private final ExplainFiles files;

    /** A handshake that may fail. */
    @FunctionalInterface
    interface Handshake {
        SSLSession shakeHands() throws IOException;
    }

    Telling(PrintWriter out, Screen screen, Trace trace, ExplainFiles files) {
        this.out = out;
        this.screen = screen;
        this.trace = trace;
        this.files = files;
    }

    /** Shakes hands, and tells it by {@code teller}; so far as it came, if it fails. */
    SSLSession follow(Handshake handshake, Consumer<PrintWriter> teller) throws IOException {
        try {
            return handshake.shakeHands();
        } finally {
            if (!trace.recording().moments().isEmpty()) {
                if (!screen.isQuiet()) {
                    head("The handshake");
                    teller.accept(out);
                    out.println();
                    out.flush();
                }
                files.write(trace, screen.isQuiet() ? line -> {} : out::println);
            }
        }
    }

    /** In two columns. */
    void tell(PrintWriter told) {
        Paint paint = screen.isColored() ? (style, text) -> screen.paint(look(style), text) : Paint.PLAIN;
        new TextTeller(screen.width(), paint).tell(trace, told::println);
    }

    /** What a client that looks would have said of a server that was taken as it is. */
    void judge(List<X509Certificate> chain, String host) throws GeneralSecurityException {
        if (chain.isEmpty()) {
            return;
        }
        ChainFindings found = ChainFindings.of(chain, host);
        found.distrust()
                .ifPresent(reason -> out.println(screen.paint(
                        "red,bold", "NOT TRUSTED, and taken because of --insecure: " + OneLine.withoutBreaks(reason))));
        if (!found.namesHost()) {
            out.println(screen.paint(
                    "red,bold",
                    "NOT FOR THIS HOST, and taken because of --insecure: the certificate is for " + found.names()
                            + ", and not for " + host));
        }
    }

    /** What came of it. */
    void conclude(SSLSession session) {
        if (screen.isQuiet()) {
            out.println(session.getProtocol() + ", " + session.getCipherSuite() + ", " + group() + ", the peer is "
                    + peer(session));
        } else {
            head("What was negotiated");
            row("protocol", session.getProtocol());
            row("cipher suite", session.getCipherSuite());
            row("group", group());
            row("peer", peer(session));
            row("provider", HandfastProvider.NAME);
            out.println();
        }
        out.flush();
    }

    void head(String title) {
        out.println(screen.paint("bold", title));
        out.println("-".repeat(title.length()));
    }

    private void row(String name, String value) {
        out.printf("%-" + COLUMN + "s%s%n", name, OneLine.withoutBreaks(value));
    }

    private String group() {
        return trace.recording().moments().stream()
                .map(Moment::event)
                .filter(HandshakeEvent.Completed.class::isInstance)
                .map(event -> ((HandshakeEvent.Completed) event).group())
                .findFirst()
                .orElse("none");
    }

    private static String peer(SSLSession session) {
        try {
            return session.getPeerPrincipal().toString();
        } catch (SSLPeerUnverifiedException none) {
            return "known by its key, without a certificate";
        }
    }

    private static String look(Style style) {
        return switch (style) {
            case TITLE -> "bold";
            case SPEAKER -> "fg(cyan)";
            case MESSAGE -> "bold,fg(cyan)";
            case SPEECH -> "";
            case MEANING -> "italic";
            case DECISION -> "fg(yellow)";
            case SECRET -> "fg(magenta)";
            case PASSED -> "fg(green)";
            case FAILED -> "bold,fg(red)";
            case QUIET -> "faint";
        };
    }
}
