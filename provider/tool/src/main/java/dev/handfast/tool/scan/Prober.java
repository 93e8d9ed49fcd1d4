package dev.handfast.tool.scan;

import dev.handfast.HandshakeEvent;
import dev.handfast.tool.peer.AnyCertificate;
import dev.handfast.tool.peer.Contexts;
import dev.handfast.tool.peer.Dialer;
import dev.handfast.tool.peer.TicketWait;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Shakes hands with a server, and says what it said. Each connection is ended as soon as it has told all. */
final class Prober {
    private final Dialer dialer;
    private final Progress progress;

    Prober(Dialer dialer, Progress progress) {
        this.dialer = dialer;
        this.progress = progress;
    }

    /**
     * A connection that resumes nothing.
     *
     * @param purpose what is to be found out, for who waits
     * @throws IOException if no TCP connection comes about, or the server says nothing at all
     */
    Attempt meet(Offer offer, String purpose) throws IOException, GeneralSecurityException {
        progress.step(purpose);
        var anybody = new AnyCertificate();
        return meet(offer, Contexts.trusting(anybody), false).withChain(anybody.shown());
    }

    /** Two connections of {@code context}: the second resumes the session of the first, if the server lets it. */
    List<Attempt> meetTwice(Offer offer, SSLContext context, String purpose)
            throws IOException, GeneralSecurityException {
        progress.step(purpose);
        Attempt first = meet(offer, context, true);
        return List.of(first, meet(offer, context, true));
    }

    private Attempt meet(Offer offer, SSLContext context, boolean awaitTickets) throws IOException {
        var heard = new Heard();
        try (SSLSocket socket = dialer.dial(context, parameters -> {
            offer.putInto(parameters);
            parameters.setHandshakeListener(heard::on);
        })) {
            return meet(socket, heard, awaitTickets);
        }
    }

    /** All that goes wrong from here on is an answer, but for the silence of who does not know TLS. */
    private static Attempt meet(SSLSocket socket, Heard heard, boolean awaitTickets) throws IOException {
        try {
            socket.startHandshake();
            if (awaitTickets) {
                TicketWait.on(socket, () -> heard.tickets > 0);
            }
            return heard.attempt(socket.getSession(), socket.getApplicationProtocol(), Optional.empty());
        } catch (SocketTimeoutException silence) {
            if (heard.messages.isEmpty()) {
                throw silence;
            }
            return heard.attempt(null, null, Optional.of("the server went silent in the handshake"));
        } catch (SSLException refused) {
            return heard.attempt(null, null, Optional.of(String.valueOf(refused.getMessage())));
        } catch (IOException broken) { // some close, or reset, without an alert
            return heard.attempt(null, null, Optional.of("the server closed the connection: " + broken.getMessage()));
        }
    }

    /** What the listener of one connection heard. The handshake's own thread alone writes and reads it. */
    private static final class Heard {
        private final List<byte[]> messages = new ArrayList<>();
        private int tickets;
        private boolean resumed;

        void on(HandshakeEvent event) {
            if (event instanceof HandshakeEvent.MessageReceived received) {
                byte[] bytes = received.message().bytes();
                messages.add(bytes);
                tickets += bytes[0] == ServerWords.NEW_SESSION_TICKET ? 1 : 0;
            } else if (event instanceof HandshakeEvent.Decided decided
                    && decided.question().equals("session")) {
                resumed = true; // in TLS 1.2
            }
        }

        Attempt attempt(SSLSession session, String application, Optional<String> failure) {
            Optional<ServerWords.Hello> hello = read(ServerWords.SERVER_HELLO, ServerWords.Hello::of);
            Optional<ServerWords.KeyExchange> keys = hello.flatMap(words -> CipherSuite.of(words.suite()))
                    .flatMap(suite -> read(
                            ServerWords.SERVER_KEY_EXCHANGE,
                            suite.keyExchange().needsCurve()
                                    ? ServerWords.KeyExchange::ofCurve
                                    : ServerWords.KeyExchange::ofField));
            Optional<SignatureScheme> signature = read(ServerWords.CERTIFICATE_VERIFY, ServerWords::signature)
                    .flatMap(scheme -> scheme)
                    .or(() -> keys.flatMap(ServerWords.KeyExchange::signature));
            boolean stapled = session instanceof ExtendedSSLSession extended
                    && extended.getStatusResponses().stream().anyMatch(response -> response.length > 0);
            return new Attempt(
                    hello,
                    keys,
                    signature,
                    List.of(),
                    stapled,
                    Optional.ofNullable(application).filter(name -> !name.isEmpty()),
                    tickets,
                    resumed
                            || hello.filter(words -> words.has(ServerWords.PRE_SHARED_KEY))
                                    .isPresent(),
                    failure);
        }

        private interface Decoder<T> {
            T decode(byte[] message) throws TlsFault;
        }

        /** The first message of the type; empty if there is none, or it is malformed, which the client refused, too. */
        private <T> Optional<T> read(int type, Decoder<T> decoder) {
            for (byte[] message : messages) {
                if (message[0] == type) {
                    try {
                        return Optional.of(decoder.decode(message));
                    } catch (TlsFault malformed) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.empty();
        }
    }
}
