package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.ClientHello;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;

/** A full handshake needs the certificate, and our part of the key exchange. */
record Tls12FullPreparation(
        Negotiated negotiated, Tls12ServerChoice choice, SecurityParameters parameters, Tls12KeyExchange keyExchange)
        implements Tls12ServerPreparation {

    private static final int SESSION_ID_LENGTH = 32;

    /** @param soFar with the names that are looked for */
    static Tls12FullPreparation of(Settings settings, ClientHello hello, Negotiated soFar) throws TlsFault {
        Tls12ServerChoice choice = Tls12ServerChoice.of(settings, hello, soFar);
        SecurityParameters parameters = Tls12ServerPreparation.parameters(settings, hello, choice.suite());
        Negotiated agreed = soFar.with(
                        ProtocolVersion.TLS_1_2, choice.suite(), choice.group().orElse(null))
                .withProtection(parameters.extendedMasterSecret(), parameters.encryptThenMac())
                .withSessionId(sessionId(settings))
                .withLocalChain(choice.identity().chain());
        return new Tls12FullPreparation(
                agreed.withApplicationProtocol(Tls12ServerPreparation.protocol(settings, hello, agreed)),
                choice,
                parameters,
                Tls12KeyExchange.of(settings, choice, parameters, hello.legacyVersion()));
    }

    @Override
    public Step answer(Conversation conversation, ClientHello hello, Flow flow) throws TlsFault {
        return new Tls12ServerFlight(conversation, hello, this).send(flow);
    }

    @Override
    public void close() {
        keyExchange.close();
    }

    /** There is one even if nothing will be known by it: the application may want to call the session by a name. */
    private static byte[] sessionId(Settings settings) {
        byte[] id = new byte[SESSION_ID_LENGTH];
        settings.random().nextBytes(id);
        return id;
    }
}
