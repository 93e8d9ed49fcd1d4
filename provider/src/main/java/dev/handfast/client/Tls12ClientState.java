package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Step;
import dev.handfast.message.HelloRequest;
import dev.handfast.wire.TlsFault;

/** The client's states of TLS 1.2, in the order of RFC 5246 §7.3. */
sealed interface Tls12ClientState extends ClientState
        permits Tls12WaitCertificate,
                Tls12WaitCertificateStatus,
                Tls12WaitServerKeyExchange,
                Tls12WaitCertificateRequest,
                Tls12WaitServerHelloDone,
                Tls12WaitSessionTicket,
                Tls12WaitChangeCipherSpec,
                Tls12WaitFinished {

    /** A HelloRequest asks for what is under way, and is no part of it (RFC 5246 §7.4.1.1). */
    @Override
    default Step on(Inbound input, Flow flow) throws TlsFault {
        if (input.message() instanceof HelloRequest) {
            flow.ignore("HelloRequest messages");
            return new Step.Next(this);
        }
        return take(input, flow);
    }

    /** {@link #on} for all other messages. */
    Step take(Inbound input, Flow flow) throws TlsFault;
}
