package dev.handfast.interop;

import java.util.OptionalInt;
import javax.net.ssl.SSLException;

/**
 * How a handshake failed.
 *
 * @param failure what our application was told
 * @param sent what we said in the clear
 * @param received what the peer said
 */
record Refusal(SSLException failure, Plaintext sent, Plaintext received) {
    static final int HANDSHAKE_FAILURE = 40;
    static final int PROTOCOL_VERSION = 70;
    static final int INAPPROPRIATE_FALLBACK = 86;
    static final int UNRECOGNIZED_NAME = 112;

    /** The alert of a server, whichever side that is. */
    OptionalInt server(Case connection) {
        return connection.role() == Case.Role.SERVER ? received.alert() : sent.alert();
    }
}
