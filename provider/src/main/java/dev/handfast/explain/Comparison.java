package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each side could have agreed to in one question of the negotiation, and what came of it. Immutable.
 *
 * @param question such as {@code cipher suite}
 * @param client what the client offered, best first
 * @param server what the server had enabled, best first; empty if it is not known
 * @param chosen empty if nothing was
 * @param reason why; empty if it is not known
 */
public record Comparison(String question, List<String> client, List<String> server, String chosen, String reason) {

    public Comparison {
        client = List.copyOf(client);
        server = List.copyOf(server);
    }

    /** Where the client says it: the list, and what its entries are called. */
    private enum Place {
        VERSION("version", "supported_versions", "version"),
        SUITE("cipher suite", "cipher_suites", "CipherSuite"),
        GROUP("group", "supported_groups", "named_group"),
        SCHEME("signature scheme", "signature_algorithms", "SignatureScheme"),
        PROTOCOL("application protocol", "application_layer_protocol_negotiation", "protocol_name");

        private final String question;
        private final String list;
        private final String entry;

        Place(String question, String list, String entry) {
            this.question = question;
            this.list = list;
            this.entry = entry;
        }
    }

    /** Every question that was asked, in the order of a ClientHello. */
    public static List<Comparison> of(Recording recording) {
        Optional<TracedMessage> hello = TracedMessage.of(recording).stream()
                .filter(message -> message.message().name().equals("ClientHello"))
                .findFirst();
        return Stream.of(Place.values())
                .map(place -> of(place, hello.map(TracedMessage::fields).orElse(List.of()), recording))
                .filter(offer -> !offer.client.isEmpty() || !offer.chosen.isEmpty())
                .toList();
    }

    private static Comparison of(Place place, List<Field> hello, Recording recording) {
        List<Field> list = Field.named(place.list, hello).limit(1).toList();
        List<String> said = Field.named(place.entry, list).map(Field::value).toList();
        Optional<HandshakeEvent.Decided> ofServer = decided(place.question, Side.SERVER, recording);
        Optional<HandshakeEvent.Decided> ofClient = decided(place.question, Side.CLIENT, recording);
        Optional<HandshakeEvent.Decided> any = ofServer.or(() -> ofClient);
        List<String> client = said.isEmpty()
                ? ofClient.map(HandshakeEvent.Decided::ours)
                        .or(() -> ofServer.map(HandshakeEvent.Decided::theirs))
                        .orElse(List.of())
                : said;
        return new Comparison(
                place.question,
                client.stream().map(Printable::text).toList(),
                ofServer.map(HandshakeEvent.Decided::ours).orElse(List.of()),
                any.map(decided -> Printable.text(decided.answer())).orElse(""),
                any.map(decided -> Printable.text(decided.reason())).orElse(""));
    }

    private static Optional<HandshakeEvent.Decided> decided(String question, Side side, Recording recording) {
        return recording.moments().stream()
                .filter(moment -> moment.side() == side)
                .map(moment -> moment.event() instanceof HandshakeEvent.Decided decided ? decided : null)
                .filter(Objects::nonNull)
                .filter(decided -> decided.question().equals(question))
                .findFirst();
    }
}
