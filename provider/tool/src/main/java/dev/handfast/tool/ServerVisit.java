package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.EarlyData;
import dev.handfast.HandfastContext;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.KeyLog;
import dev.handfast.tool.peer.AnyCertificate;
import dev.handfast.tool.peer.Contexts;
import dev.handfast.tool.peer.Dialer;
import dev.handfast.tool.peer.TicketWait;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A client that shakes hands with a server, and sends it nothing, but what early data is about. Used by one thread. */
final class ServerVisit {
    private final Dialer dialer;
    private final DemoHandshake kind;
    private final boolean insecure;
    private final AnyCertificate anybody = new AnyCertificate();
    private final SSLContext context;

    /**
     * Without a connection so far.
     *
     * @param insecure takes any certificate, for any host
     * @param kind null for what the server likes best
     * @param keys gets the secrets
     */
    ServerVisit(Dialer dialer, DemoHandshake kind, boolean insecure, KeyLog keys) throws GeneralSecurityException {
        this.dialer = dialer;
        this.kind = kind;
        this.insecure = insecure;
        OperatorWish wish = kind == null ? new OperatorWish() : kind.enableForClient();
        try {
            context = insecure ? Contexts.trusting(anybody) : Contexts.trustingAsTheJvm();
        } finally {
            wish.close();
        }
        HandfastContext.of(context).setKeyLog(keys);
    }

    /** Goes on until the connection that {@code told} hears is over. */
    SSLSession shakeHands(HandshakeListener told) throws IOException {
        if (kind != null && kind.comesTwice()) {
            visit(HandshakeListener.SILENT, null);
        }
        return visit(told, kind == DemoHandshake.EARLY_DATA ? request() : null);
    }

    /** The server's certificates, which nobody has checked; none of a connection that was secure. */
    List<X509Certificate> unchecked() {
        return anybody.shown();
    }

    /** @param early null for none */
    private SSLSession visit(HandshakeListener told, EarlyData early) throws IOException {
        var ticket = new AtomicBoolean();
        HandshakeListener both = event -> {
            if (event instanceof HandshakeEvent.MessageReceived received
                    && received.message().name().equals("NewSessionTicket")) {
                ticket.set(true);
            }
            told.on(event);
        };
        try (SSLSocket socket = dialer.dial(context, parameters -> {
            parameters.setHandshakeListener(both);
            parameters.setEndpointIdentificationAlgorithm(insecure ? null : "HTTPS");
            parameters.setEarlyData(early);
        })) {
            socket.startHandshake();
            TicketWait.on(socket, ticket::get);
            return socket.getSession();
        }
    }

    /** Harmless, should somebody replay it. */
    private EarlyData request() {
        return EarlyData.replayable(
                ("GET / HTTP/1.1\r\nHost: " + dialer.target().host() + "\r\nConnection: close\r\n\r\n")
                        .getBytes(US_ASCII));
    }
}
