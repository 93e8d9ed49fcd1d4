package dev.handfast.client;

import dev.handfast.FailureKind;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Opening;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.State;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Collection;
import java.util.Optional;

/** START of RFC 9846 Appendix A.1, for both versions: sends the ClientHello. */
record ClientOpening(Settings settings) implements Opening {

    @Override
    public State open(Flow flow) throws TlsFault {
        require("protocol version", settings.versions(), "setEnabledProtocols");
        require("cipher suite", settings.suites(), "setEnabledCipherSuites");
        require("signature scheme", settings.signatureSchemes(), "setSignatureSchemes");
        if (settings.versions().contains(ProtocolVersion.TLS_1_3)) { // TLS 1.2 has a key exchange without any
            require("named group", settings.groups(), "setNamedGroups");
        }
        ClientOffer offer = ClientOffer.first(settings);
        var conversation = new Conversation(settings);
        conversation.say(flow, offer.hello());
        if (offer.early().isPresent()) {
            offer.early().get().send(conversation, offer.hello(), flow);
        }
        flow.expectAnswer();
        return new WaitServerHello(conversation, offer, Optional.empty());
    }

    private static void require(String what, Collection<?> enabled, String setter) throws TlsFault {
        if (enabled.isEmpty()) {
            throw nothingLeft(what, setter);
        }
    }

    private static TlsFault nothingLeft(String what, String setter) {
        return new TlsFault(
                Alert.HANDSHAKE_FAILURE,
                FailureKind.NOTHING_ENABLED,
                "no appropriate " + what + " is enabled on our side: see " + setter
                        + ", the jdk.tls.* properties and jdk.tls.disabledAlgorithms");
    }
}
