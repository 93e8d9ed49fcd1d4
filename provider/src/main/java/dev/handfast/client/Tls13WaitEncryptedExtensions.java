package dev.handfast.client;

import dev.handfast.HandshakeEvent;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
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
        if (flow.isHeard()) {
            flow.emitAll(new ClientDecisions(client.conversation().settings()).protocol(agreed.applicationProtocol()));
        }
        Tls13Client decided = decideEarlyData(answer.extensions().has(Extension.EARLY_DATA_EE), agreed, flow);
        if (!byPsk) {
            return new Step.Next(new Tls13WaitCertificateOrRequest(decided, agreed));
        }
        PeerAuthenticated server = PeerAuthenticated.byPsk(agreed);
        server.tell(flow);
        return new Step.Next(new Tls13WaitFinished(decided, server, Optional.empty()));
    }

    /** RFC 9846 §4.3.10. */
    private Tls13Client decideEarlyData(boolean taken, Negotiated agreed, Flow flow) throws TlsFault {
        if (!taken) {
            return client.early().isPresent() ? client.withoutEarlyData(flow) : client;
        }
        if (client.early().isEmpty()) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server takes our early data, and not the first PSK that we offered, which it goes with");
        }
        client.early().get().accepted(agreed);
        if (flow.isHeard()) {
            flow.emit(new HandshakeEvent.Decided("early data", "accepted", "the server says so; it may be replayed"));
        }
        return client;
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
