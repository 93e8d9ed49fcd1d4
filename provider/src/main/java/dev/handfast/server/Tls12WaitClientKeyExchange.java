package dev.handfast.server;

import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Certificate12;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * RFC 5246 §7.4.7: the client's part of the key exchange.
 *
 * @param certificate the client's; empty if it was asked for none, or has none
 */
record Tls12WaitClientKeyExchange(Tls12Server server, Negotiated soFar, Optional<Certificate12> certificate)
        implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var message = input.expect(ClientKeyExchange.class);
        server.conversation().hear(input);
        return new Step.Defer<>(() -> server.keyExchange().premaster(message), this::onAgreed);
    }

    private Step onAgreed(Secret premaster, Flow flow) {
        server.keyExchange().close();
        MasterSecret master = server.parameters()
                .masterSecret(premaster, server.conversation().transcript());
        server.conversation().disclose(Label.CLIENT_RANDOM, master.secret());
        if (flow.isHeard()) {
            flow.emitAll(server.parameters().derivation());
        }
        Tls12Keys keys = server.parameters().keys(master);
        if (certificate.isPresent()) {
            return new Step.Next(new Tls12WaitCertificateVerify(server, soFar, certificate.get(), master, keys));
        }
        server.conversation().transcript().forget();
        var secrets = new Tls12Secrets(
                server.conversation(), server.parameters(), PeerAuthenticated.anonymously(soFar), master, keys);
        return new Step.Next(new Tls12WaitChangeCipherSpec(secrets, new Tls12ServerEnding.Full(server.keeping())));
    }

    @Override
    public void abandon() {
        server.keyExchange().close();
    }
}
