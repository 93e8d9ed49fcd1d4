package dev.handfast.client;

import dev.handfast.HandshakeEvent;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;

/** What the server settles from our ClientHello, as events: each question with what we offered. */
record ClientDecisions(Settings settings) {
    private static final String CHOSEN = "the server chose it among those we offered";

    /** What a ServerHello says. */
    List<HandshakeEvent> hello(Negotiated agreed) {
        return List.of(
                decided("version", agreed.version(), CHOSEN, settings.versions()),
                decided("cipher suite", agreed.suite(), CHOSEN, settings.suites()));
    }

    /** What a ServerHello of TLS 1.3 says. */
    List<HandshakeEvent> hello13(Negotiated agreed, boolean retried) {
        var all = new ArrayList<>(hello(agreed));
        all.add(group(
                agreed.group(),
                retried ? "the server asked for a key share of it" : "the server takes the key share that we sent"));
        if (agreed.resumedSince().isPresent()) {
            all.add(new HandshakeEvent.Decided("session", "resumed", "the server takes the ticket that we offered"));
        }
        return all;
    }

    /** That of the key exchange. */
    HandshakeEvent group(NamedGroup group, String reason) {
        return decided("group", group, reason, settings.groups());
    }

    /** What the server signs with. */
    HandshakeEvent scheme(int code) {
        String name = SignatureScheme.of(code)
                .map(SignatureScheme::toString)
                .orElseGet(() -> String.format("scheme 0x%04X", code));
        return decided("signature scheme", name, "the server signed with it", settings.signatureSchemes());
    }

    /** Empty if we offer none. */
    List<HandshakeEvent> protocol(String chosen) {
        List<String> offered = settings.applicationProtocols();
        if (offered.isEmpty()) {
            return List.of();
        }
        return List.of(
                chosen.isEmpty()
                        ? decided("application protocol", "none", "the server did not choose one", offered)
                        : decided("application protocol", chosen, CHOSEN, offered));
    }

    private static HandshakeEvent decided(String question, Object answer, String reason, List<?> ours) {
        return new HandshakeEvent.Decided(
                question,
                answer.toString(),
                reason,
                ours.stream().map(Object::toString).toList(),
                List.of());
    }
}
