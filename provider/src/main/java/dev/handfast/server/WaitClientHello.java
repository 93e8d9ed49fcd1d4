package dev.handfast.server;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.Place;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** START of RFC 9846 Appendix A.2, for both versions. */
record WaitClientHello(Conversation conversation) implements ServerState {
    private static final int COOKIE_LENGTH = 32;
    private static final byte[] NO_COOKIE = {};

    /** Bytes of refused early data that are dropped unread: two records' worth, which covers what clients may send. */
    private static final int EARLY_DATA_BUDGET = 2 * (1 << 14) + 2 * 256;

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var hello =
                input.expect(ClientHello.class).without(conversation.settings().switchedOff());
        return VersionChoice.of(conversation.settings(), hello).equals(ProtocolVersion.TLS_1_3)
                ? onTls13(hello, input, flow)
                : onTls12(hello, input, flow);
    }

    private Step onTls12(ClientHello hello, Inbound input, Flow flow) throws TlsFault {
        Tls12HelloCheck.check(conversation.settings(), hello);
        flow.speakTls12();
        conversation.hear(input);
        return new Step.Defer<>(
                () -> Tls12ServerPreparation.of(conversation.settings(), hello),
                (ready, then) -> ready.answer(conversation, hello, then));
    }

    private Step onTls13(ClientHello hello, Inbound input, Flow flow) throws TlsFault {
        ClientHelloCheck.check(hello);
        Settings settings = conversation.settings();
        if (input.expect(ClientHello.class)
                .extensions()
                .has(Extension.EARLY_DATA_CH)) { // switched off, it comes all the same
            flow.skipEarlyData(earlyDataBudget(settings.earlyDataRules().limit()));
        }
        return KnownPsks.mayBeIn(settings, hello)
                ? new Step.Defer<>(
                        () -> KnownPsks.of(settings, hello), (known, then) -> answer(hello, input, known, then))
                : answer(hello, input, KnownPsks.NONE, flow);
    }

    private static int earlyDataBudget(int limit) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(EARLY_DATA_BUDGET, 2L * limit));
    }

    private Step answer(ClientHello hello, Inbound input, KnownPsks known, Flow flow) throws TlsFault {
        ServerChoice choice = ServerChoice.of(conversation.settings(), hello, known);
        conversation.transcript().choose(Hash.of(choice.suite()));
        byte[] truncatedHash = Tls13ServerFlight.truncatedHash(conversation, hello, input);
        conversation.hear(input);
        if (flow.isHeard()) {
            flow.emitAll(decisions(hello, choice));
        }
        if (choice.share().isEmpty()) {
            known.close(); // the second hello offers keys anew
            return retry(hello, choice, flow);
        }
        return new Tls13ServerFlight(conversation, hello, choice, known, truncatedHash).begin();
    }

    private List<HandshakeEvent> decisions(ClientHello hello, ServerChoice choice) {
        var decisions = new ServerDecisions(conversation.settings(), hello);
        return List.of(
                decisions.version(ProtocolVersion.TLS_1_3),
                decisions.suite(choice.suite(), choice.reason()),
                decisions.group(
                        choice.group(),
                        choice.share().isPresent()
                                ? "it is the first of ours of which the client sends a key share"
                                : "it is the first of ours that the client knows; a key share of it has to be asked for"));
    }

    /** RFC 9846 §4.2.4. The cookie binds the second hello to this connection's first. */
    private Step retry(ClientHello hello, ServerChoice choice, Flow flow) throws TlsFault {
        byte[] cookie = new byte[COOKIE_LENGTH];
        conversation.settings().random().nextBytes(cookie);
        Extensions asked = Extensions.builder(
                        Place.HELLO_RETRY_REQUEST, conversation.settings().switchedOff())
                .add(Extension.SUPPORTED_VERSIONS_HRR, ProtocolVersion.TLS_1_3)
                .add(Extension.KEY_SHARE_HRR, choice.group())
                .add(Extension.COOKIE_HRR, cookie)
                .build();
        conversation.transcript().replaceFirstHelloByItsHash();
        conversation.say(
                flow,
                HelloRetryRequest.of(hello.legacySessionId(), choice.suite().code(), asked));
        if (hello.legacySessionId().length > 0) {
            flow.sendChangeCipherSpec(); // §E.4: after the first message, and never again
        }
        return new Step.Next(new WaitRetriedClientHello(
                conversation, hello, choice, asked.get(Extension.COOKIE_HRR).orElse(NO_COOKIE)));
    }
}
