package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.wire.TlsFault;

/** WAIT_EE of RFC 9846 Appendix A.1. */
record Tls13WaitEncryptedExtensions(Tls13Client client, Negotiated soFar) implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var answer = input.expect(EncryptedExtensions.class);
        OfferedExtensions.check(client.hello(), answer.extensions(), "EncryptedExtensions");
        client.conversation().hear(input);
        AgreedFragment.take(
                client.conversation().settings(), answer.extensions().get(Extension.MAX_FRAGMENT_LENGTH_EE), flow);
        Negotiated agreed = soFar.withApplicationProtocol(OfferedExtensions.protocol(
                client.conversation().settings(), answer.extensions().get(Extension.ALPN_EE)));
        flow.agree(agreed);
        return new Step.Next(new Tls13WaitCertificateOrRequest(client, agreed));
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
