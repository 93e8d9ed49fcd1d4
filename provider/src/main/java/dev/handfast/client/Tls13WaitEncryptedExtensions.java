package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * WAIT_EE of RFC 9846 Appendix A.1.
 *
 * @param byPsk the server took a pre-shared key that we offered: no certificate follows
 */
record Tls13WaitEncryptedExtensions(Tls13Client client, Negotiated soFar, boolean byPsk) implements ClientState {

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
        if (!byPsk) {
            return new Step.Next(new Tls13WaitCertificateOrRequest(client, agreed));
        }
        PeerAuthenticated server = PeerAuthenticated.byPsk(agreed);
        flow.emit(server.verified());
        return new Step.Next(new Tls13WaitFinished(client, server, Optional.empty()));
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
