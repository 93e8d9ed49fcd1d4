package dev.handfast.server;

import dev.handfast.HandshakeEvent;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server settles from a ClientHello, as events: each question with what we have enabled and what the client offers.
 *
 * @param hello of the client
 */
record ServerDecisions(Settings settings, ClientHello hello) {

    /** The highest version in common (RFC 9846 §4.2.1). */
    HandshakeEvent version(ProtocolVersion version) {
        List<ProtocolVersion> offered =
                hello.extensions().get(Extension.SUPPORTED_VERSIONS_CH).orElse(List.of(hello.legacyVersion()));
        return decided("version", version, "it is the highest in common", settings.versions(), offered);
    }

    HandshakeEvent suite(CipherSuite suite, String reason) {
        return decided(
                "cipher suite",
                suite,
                reason,
                settings.suites(),
                hello.cipherSuites().stream().map(CipherSuite::nameOf).toList());
    }

    /** That of the key exchange. */
    HandshakeEvent group(NamedGroup group, String reason) {
        List<NamedGroup> offered =
                hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElse(List.of());
        return decided("group", group, reason, settings.groups(), offered);
    }

    /** The certificate that we show, and what we sign with. */
    List<HandshakeEvent> identity(Identity identity) {
        var offered = hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElse(List.of());
        return List.of(
                new HandshakeEvent.Decided("certificate", identity.toString(), "our key manager chose it"),
                decided(
                        "signature scheme",
                        identity.scheme(),
                        "it is the first of ours that the client takes and the key of our certificate can make",
                        settings.signatureSchemes(),
                        offered.stream()
                                .map(code -> SignatureScheme.of(code)
                                        .map(SignatureScheme::toString)
                                        .orElseGet(() -> String.format("scheme 0x%04X", code)))
                                .toList()));
    }

    /** Empty if the client offers none. */
    List<HandshakeEvent> protocol(String chosen) {
        return hello.extensions().get(Extension.ALPN_CH).stream()
                .map(offered -> chosen.isEmpty()
                        ? decided("application protocol", "none", "we have none to choose", List.of(), offered)
                        : decided("application protocol", chosen, "we take it of those offered", List.of(), offered))
                .toList();
    }

    /** One list of several. */
    @SafeVarargs
    static List<HandshakeEvent> all(List<HandshakeEvent>... parts) {
        var all = new ArrayList<HandshakeEvent>();
        for (List<HandshakeEvent> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static HandshakeEvent decided(String question, Object answer, String reason, List<?> ours, List<?> theirs) {
        return new HandshakeEvent.Decided(question, answer.toString(), reason, names(ours), names(theirs));
    }

    private static List<String> names(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
