package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.TlsMessage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells a TLS 1.2 handshake with RSA key transport (RFC 5246 §7.4.7.1) step by step: hellos, certificate, its validation, the
 * pre-master secret, the master secret, a test message each way, symmetric encryption. Both sides do their part of a step at
 * their own time, so the story is told when it is over. Thread-safe.
 */
public final class KeyTransportStory {
    private final Queue<Told> moments = new ConcurrentLinkedQueue<>();

    private record Told(String speaker, String listener, HandshakeEvent event) {}

    private enum Step {
        HELLO(
                "Hello",
                "The client names the protocol version and the cipher suites that it knows; the server chooses. Each adds a random"
                        + " value."),
        CERTIFICATE("Certificate", "The server shows its certificate, which holds its public key."),
        VALIDATION(
                "Validation",
                "The client checks the certificate: who signed it, whether it is still good, and whether it is for this host."),
        PREMASTER_SECRET(
                "Pre-master secret",
                "The client makes a pre-master secret and sends it encrypted under the server's public key: only the server can"
                        + " decrypt it."),
        MASTER_SECRET(
                "Master secret",
                "Both sides make the master secret of the pre-master secret, each for itself, and keys of it."),
        TEST_MESSAGE(
                "A test message each way",
                "Finished is the first message under the new keys: it proves that both have them, and saw the same handshake."),
        SYMMETRIC_ENCRYPTION("Symmetric encryption", "From here on data flows both ways under the symmetric keys.");

        private final String title;
        private final String explanation;

        Step(String title, String explanation) {
            this.title = title;
            this.explanation = explanation;
        }
    }

    /** A story of which nothing has happened yet. */
    public KeyTransportStory() {}

    /** What {@code speaker} says and does; both names stand in the story. */
    public HandshakeListener side(String speaker, String listener) {
        return event -> moments.add(new Told(speaker, listener, event));
    }

    /** Gives the story so far to {@code lines}, line by line. */
    public void tell(Consumer<String> lines) {
        var dialogue = new Dialogue(lines);
        int number = 0;
        for (Step step : Step.values()) {
            if (number++ > 0) {
                lines.accept("");
            }
            lines.accept(number + ". " + step.title);
            lines.accept("   " + step.explanation);
            for (Told moment : moments) {
                if (step == stepOf(moment.event())) {
                    dialogue.tell(moment.speaker(), moment.listener(), moment.event());
                }
            }
        }
    }

    /**
     * A step and what belongs to it.
     *
     * @param title empty where there are no steps
     */
    record Chapter(String title, String explanation, List<Moment> moments) {}

    /** The steps of a recorded handshake. */
    static List<Chapter> chapters(List<Moment> moments) {
        return Stream.of(Step.values())
                .map(step -> new Chapter(
                        step.title,
                        step.explanation,
                        moments.stream()
                                .filter(moment -> step == stepOf(moment.event()))
                                .toList()))
                .toList();
    }

    private static Step stepOf(HandshakeEvent event) {
        if (event instanceof HandshakeEvent.MessageSent sent) {
            return stepOf(sent.message());
        } else if (event instanceof HandshakeEvent.MessageReceived received) {
            return stepOf(received.message());
        } else if (event instanceof HandshakeEvent.Decided decided) {
            return switch (decided.question()) {
                case "version", "cipher suite", "application protocol" -> Step.HELLO;
                default -> Step.CERTIFICATE;
            };
        } else if (event instanceof HandshakeEvent.PeerVerified
                || event instanceof HandshakeEvent.CertificatesChecked) {
            return Step.VALIDATION;
        } else if (event instanceof HandshakeEvent.SecretDerived derived) {
            return derived.secret().equals("master secret") ? Step.MASTER_SECRET : Step.PREMASTER_SECRET;
        } else if (event instanceof HandshakeEvent.WriteKeysChanged) {
            return Step.TEST_MESSAGE;
        }
        return Step.SYMMETRIC_ENCRYPTION;
    }

    private static Step stepOf(TlsMessage message) {
        return switch (message.name()) {
            case "ClientHello", "ServerHello" -> Step.HELLO;
            case "ClientKeyExchange" -> Step.PREMASTER_SECRET;
            case "NewSessionTicket", "Finished" -> Step.TEST_MESSAGE;
            default -> Step.CERTIFICATE;
        };
    }
}
