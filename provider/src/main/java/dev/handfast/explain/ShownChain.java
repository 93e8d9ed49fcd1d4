package dev.handfast.explain;

import dev.handfast.CertificateCheck;
import dev.handfast.HandshakeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates that a side showed. Immutable.
 *
 * @param chain its own first; those alone that can be read
 * @param checks what the peer asked of them, in order
 * @param proof what proves that it is who it says; empty if it was not proved
 */
public record ShownChain(Side owner, List<ShownCertificate> chain, List<CertificateCheck> checks, String proof) {
    /** Bytes that say how long a certificate is. */
    private static final int LENGTH = 3;

    public ShownChain {
        chain = List.copyOf(chain);
        checks = List.copyOf(checks);
    }

    /** That of each side that has shown one. */
    public static List<ShownChain> of(Recording recording) {
        List<TracedMessage> messages = TracedMessage.of(recording);
        return Stream.of(Side.SERVER, Side.CLIENT)
                .flatMap(owner -> of(owner, recording, messages).stream())
                .toList();
    }

    private static Optional<ShownChain> of(Side owner, Recording recording, List<TracedMessage> messages) {
        return messages.stream()
                .filter(message -> message.sender() == owner)
                .filter(message -> message.message().name().equals("Certificate"))
                .findFirst()
                .map(message -> new ShownChain(
                        owner, certificatesOf(message), checks(owner, recording), proof(owner, recording)));
    }

    private static List<ShownCertificate> certificatesOf(TracedMessage message) {
        byte[] bytes = message.message().bytes();
        return Field.named("cert_data", message.fields())
                .flatMap(field ->
                        CertificateLayout.parsed(
                                Arrays.copyOfRange(bytes, Math.min(field.from() + LENGTH, field.to()), field.to()))
                                .stream())
                .map(ShownCertificate::of)
                .toList();
    }

    private static List<CertificateCheck> checks(Side owner, Recording recording) {
        return ofPeer(owner, recording, HandshakeEvent.CertificatesChecked.class)
                .flatMap(checked -> checked.checks().stream())
                .map(check -> new CertificateCheck(
                        Printable.text(check.question()), check.passed(), Printable.sentence(check.finding())))
                .toList();
    }

    private static String proof(Side owner, Recording recording) {
        return ofPeer(owner, recording, HandshakeEvent.PeerVerified.class)
                .findFirst()
                .map(HandshakeEvent.PeerVerified::proof)
                .map(Printable::text)
                .orElse("");
    }

    private static <T extends HandshakeEvent> Stream<T> ofPeer(Side owner, Recording recording, Class<T> kind) {
        return recording.moments().stream()
                .filter(moment -> moment.side() == owner.peer())
                .map(Moment::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
