package dev.handfast.handshake;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** A place where a handshake waits for its peer (RFC 9846 Appendix A, RFC 5246 §7.3). It takes one input and says what follows. */
public interface State {
    /** Takes {@code input}, or refuses it with {@code unexpected_message}. Called under the inbound lock; quick. */
    Step on(Inbound input, Flow flow) throws TlsFault;

    /**
     * Takes the ChangeCipherSpec of TLS 1.2, which is no handshake message (RFC 5246 §7.1). Only a state whose keys are ready
     * may: anywhere else an attacker could make both sides use keys that he knows (CVE-2014-0224).
     */
    default Step onChangeCipherSpec(Flow flow) throws TlsFault {
        throw new TlsFault(
                Alert.UNEXPECTED_MESSAGE, "the peer sent a ChangeCipherSpec where a handshake message has to come");
    }

    /** What a client has offered that the peer may be refusing here; empty once a hello has been answered. */
    default Optional<Offer> offered() {
        return Optional.empty();
    }

    /** The connection ended here: erases the secrets that the state holds. Called under the inbound lock. */
    default void abandon() {}
}
