package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import dev.handfast.TlsMessage;
import java.util.List;
import java.util.Optional;

/**
 * What the ServerHello has settled, which says how later messages are read.
 *
 * @param protocol such as {@code TLSv1.3}; empty before there is a ServerHello, like {@code cipherSuite}
 */
record Agreed(String protocol, String cipherSuite) {
    private static final Agreed NOTHING = new Agreed("", "");

    static Agreed of(Recording recording) {
        return recording.moments().stream()
                .flatMap(moment -> messageOf(moment.event()).stream())
                .filter(message -> message.name().equals("ServerHello"))
                .findFirst()
                .map(Agreed::of)
                .orElse(NOTHING);
    }

    boolean isTls13() {
        return !protocol.equals("TLSv1.2");
    }

    private static Agreed of(TlsMessage hello) {
        List<Field> fields = Dissection.of(hello.bytes(), "", "");
        String selected = Field.valueOf(fields, "selected_version");
        return new Agreed(
                selected.isEmpty() ? Field.valueOf(fields, "legacy_version") : selected,
                Field.valueOf(fields, "cipher_suite"));
    }

    private static Optional<TlsMessage> messageOf(HandshakeEvent event) {
        if (event instanceof HandshakeEvent.MessageSent sent) {
            return Optional.of(sent.message());
        }
        return event instanceof HandshakeEvent.MessageReceived received
                ? Optional.of(received.message())
                : Optional.empty();
    }
}
