package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The second START of RFC 9846 Appendix A.2, after a HelloRetryRequest.
 *
 * @param first the hello that was sent back
 * @param asked what we chose then
 * @param cookie what has to be echoed; empty if the operator has switched the extension off
 */
record WaitRetriedClientHello(Conversation conversation, ClientHello first, ServerChoice asked, byte[] cookie)
        implements ServerState {

    /** What may come, go or change in the second hello (RFC 9846 §4.2.2). */
    private static final Set<Integer> CHANGEABLE = Set.of(
            Extension.KEY_SHARE_CH.type(),
            Extension.COOKIE_CH.type(),
            Extension.EARLY_DATA_CH.type(),
            Extension.PRE_SHARED_KEY_CH.type(),
            Extension.PADDING_CH.type());

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var second =
                input.expect(ClientHello.class).without(conversation.settings().switchedOff());
        checkUnchanged(second);
        if (second.extensions().has(Extension.EARLY_DATA_CH)) {
            throw illegal("offers early data after a HelloRetryRequest");
        }
        byte[] echoed = second.extensions().get(Extension.COOKIE_CH).orElse(new byte[0]);
        if (!MessageDigest.isEqual(cookie, echoed)) {
            throw illegal("does not echo our cookie");
        }
        ClientHelloCheck.check(second);
        Settings settings = conversation.settings();
        ServerChoice choice = asked.again(settings, second);
        if (!choice.group().equals(asked.group())
                || choice.share().isEmpty()
                || second.extensions()
                                .get(Extension.KEY_SHARE_CH)
                                .orElse(List.of())
                                .size()
                        != 1) {
            throw illegal("does not bring the one key share of " + asked.group() + " that we asked for");
        }
        byte[] truncatedHash = Tls13ServerFlight.truncatedHash(conversation, second, input);
        conversation.hear(input);
        return KnownPsks.mayBeIn(settings, second)
                ? new Step.Defer<>(
                        () -> KnownPsks.of(settings, second),
                        (known, then) ->
                                new Tls13ServerFlight(conversation, second, choice, known, truncatedHash).afterRetry())
                : new Tls13ServerFlight(conversation, second, choice, KnownPsks.NONE, truncatedHash).afterRetry();
    }

    private void checkUnchanged(ClientHello second) throws TlsFault {
        if (!second.legacyVersion().equals(first.legacyVersion())
                || !Arrays.equals(second.random(), first.random())
                || !Arrays.equals(second.legacySessionId(), first.legacySessionId())
                || !second.cipherSuites().equals(first.cipherSuites())
                || !Arrays.equals(second.legacyCompressionMethods(), first.legacyCompressionMethods())) {
            throw illegal("is not the first one: a field before the extensions differs");
        }
        if (!fixed(second).equals(fixed(first))) {
            throw illegal("has other extensions than the first one, or in another order");
        }
        for (int type : fixed(first)) {
            if (!Arrays.equals(first.extensions().raw(type), second.extensions().raw(type))) {
                throw illegal("changes the extension " + type);
            }
        }
    }

    private static List<Integer> fixed(ClientHello hello) {
        return hello.extensions().types().stream()
                .filter(type -> !CHANGEABLE.contains(type))
                .toList();
    }

    private static TlsFault illegal(String what) {
        return new TlsFault(Alert.ILLEGAL_PARAMETER, "the client's second ClientHello " + what);
    }
}
