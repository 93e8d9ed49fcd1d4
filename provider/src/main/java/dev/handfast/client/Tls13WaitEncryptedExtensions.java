package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** WAIT_EE of RFC 9846 Appendix A.1. */
record Tls13WaitEncryptedExtensions(Tls13Client client, Negotiated soFar) implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var answer = input.expect(EncryptedExtensions.class);
        OfferedExtensions.check(client.hello(), answer.extensions(), "EncryptedExtensions");
        client.conversation().hear(input);
        Negotiated agreed =
                soFar.withApplicationProtocol(protocol(answer.extensions().get(Extension.ALPN_EE)));
        flow.agree(agreed);
        return new Step.Next(new Tls13WaitCertificateOrRequest(client, agreed));
    }

    /** RFC 7301 §3.1: one of those that we offered. */
    private String protocol(Optional<String> chosen) throws TlsFault {
        if (chosen.isPresent()
                && !client.conversation().settings().applicationProtocols().contains(chosen.get())) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server chose the application protocol " + chosen.get() + ", which we did not offer");
        }
        return chosen.orElse("");
    }
}
