package dev.handfast.jsse;

import dev.handfast.wire.Alert;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;

/** A fault as the exception that the JDK's provider would throw. */
final class Faults {
    /** Alerts that speak of the handshake even if they come after it, as that of a server that refuses a client's certificate. */
    private static final Set<Alert> ABOUT_HANDSHAKE = Set.of(
            Alert.HANDSHAKE_FAILURE,
            Alert.BAD_CERTIFICATE,
            Alert.UNSUPPORTED_CERTIFICATE,
            Alert.CERTIFICATE_REVOKED,
            Alert.CERTIFICATE_EXPIRED,
            Alert.CERTIFICATE_UNKNOWN,
            Alert.UNKNOWN_CA,
            Alert.ACCESS_DENIED,
            Alert.DECRYPT_ERROR,
            Alert.CERTIFICATE_REQUIRED);

    private Faults() {}

    /** Of a connection whose handshake is not over. */
    static SSLException inHandshake(TlsFault fault) {
        return caused(new SSLHandshakeException(text(fault)), fault);
    }

    /** Of an open connection. */
    static SSLException afterHandshake(TlsFault fault) {
        if (ABOUT_HANDSHAKE.contains(fault.alert())) {
            return inHandshake(fault);
        }
        return caused(
                fault.alert().equals(Alert.UNEXPECTED_MESSAGE)
                        ? new SSLProtocolException(text(fault))
                        : new SSLException(text(fault)),
                fault);
    }

    /** TLS 1.2 would begin a second handshake here; the connection stays as it is. */
    static SSLException noRenegotiation() {
        return new SSLException(
                "a second handshake is not possible: TLS 1.2 renegotiation is not supported, and a closed"
                        + " connection takes no new keys; make another connection");
    }

    /** Applications look for these words in the JDK's messages. */
    private static String text(TlsFault fault) {
        return fault instanceof PeerAlert
                ? "Received fatal alert: " + fault.alert()
                : "(" + fault.alert() + ") " + fault.getMessage();
    }

    /** Who looks for a certificate's fault, or for what a manager threw, expects it right behind the exception. */
    private static SSLException caused(SSLException exception, TlsFault fault) {
        exception.initCause(fault.getCause() != null ? fault.getCause() : fault);
        return exception;
    }
}
