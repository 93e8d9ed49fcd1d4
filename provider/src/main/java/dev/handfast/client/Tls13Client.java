package dev.handfast.client;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.message.ClientHello;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * What every state from WAIT_EE on knows.
 *
 * @param hello the ClientHello that the server answered
 * @param compatibilityDone the dummy ChangeCipherSpec went out already
 * @param early what we have sent, under whose keys we write until we say its end; empty if there is none, or it is refused
 */
record Tls13Client(
        Conversation conversation,
        ClientHello hello,
        Tls13Keys keys,
        boolean compatibilityDone,
        Optional<SentEarlyData> early) {

    /** There is none, or the server does not take it: from here on we write under handshake keys. */
    Tls13Client withoutEarlyData(Flow flow) throws TlsFault {
        if (early.isPresent()) {
            early.get().refused(flow);
        }
        flow.writeHandshake(keys.client(), keys.suite());
        return new Tls13Client(conversation, hello, keys, compatibilityDone, Optional.empty());
    }
}
