package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;
import dev.handfast.handshake.Connection;
import dev.handfast.wire.Alert;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
    static SSLException inHandshake(TlsFault fault, TlsFailure failure) {
        return caused(new SSLHandshakeException(text(fault, failure)), fault, failure);
    }

    /** Of an open connection. */
    static SSLException afterHandshake(TlsFault fault, TlsFailure failure) {
        if (ABOUT_HANDSHAKE.contains(fault.alert())) {
            return inHandshake(fault, failure);
        }
        String text = text(fault, failure);
        return caused(
                fault.alert().equals(Alert.UNEXPECTED_MESSAGE)
                        ? new SSLProtocolException(text)
                        : new SSLException(text),
                fault,
                failure);
    }

    /** TLS 1.2 would begin a second handshake here; the connection stays as it is. */
    static SSLException noRenegotiation() {
        return new SSLException(
                "a second handshake is not possible: TLS 1.2 renegotiation is not supported, and a closed"
                        + " connection takes no new keys; make another connection");
    }

    /** The application has met the end of the transport, or wants no more, and the peer has not said close_notify. */
    static SSLException closedEarly(Connection connection) {
        String text = "closing inbound before receiving peer's close_notify";
        if (connection.isOpen()) {
            return new SSLException(text);
        }
        TlsFailure failure = lost(connection, "nothing more is going to come from the peer");
        return new SSLException(text + ": " + failure.explanation(), failure);
    }

    /** The peer's TCP broke in the middle of the handshake. What the socket has thrown stays what it is, and tells programs more. */
    static SocketException broken(SocketException broken, Connection connection) {
        broken.addSuppressed(lost(connection, "the TCP connection broke: " + broken.getMessage()));
        return broken;
    }

    /** The handshake has failed of this, and whoever listens hears it. */
    private static TlsFailure lost(Connection connection, String sentence) {
        connection.lose(FailureKind.PEER_CLOSED, sentence);
        return connection.progress().explainSilence(FailureKind.PEER_CLOSED, sentence);
    }

    /** The peer's TCP ended in the middle of the handshake. */
    static SSLException ended(EOFException end, Connection connection) {
        TlsFailure failure = lost(connection, "the peer's TCP connection ended");
        var exception = new SSLHandshakeException("Remote host terminated the handshake: " + failure.explanation());
        exception.initCause(end);
        exception.addSuppressed(failure);
        return exception;
    }

    /** The peer did not go on in time. As in the JDK, the handshake may be tried on from where it is. */
    static SocketTimeoutException late(SocketTimeoutException late, TlsFailure failure) {
        var exception = new SocketTimeoutException(late.getMessage() + ": " + failure.explanation());
        exception.bytesTransferred = late.bytesTransferred;
        exception.setStackTrace(late.getStackTrace());
        exception.initCause(failure);
        return exception;
    }

    /** Applications look for the first words in the JDK's messages. */
    private static String text(TlsFault fault, TlsFailure failure) {
        return fault instanceof PeerAlert
                ? "Received fatal alert: " + fault.alert() + ": " + failure.explanation()
                : "(" + fault.alert() + ") " + failure.explanation();
    }

    /** Who looks for a certificate's fault, or for what a manager threw, expects it right behind the exception. */
    private static SSLException caused(SSLException exception, TlsFault fault, TlsFailure failure) {
        if (fault.getCause() == null) {
            exception.initCause(failure);
        } else {
            exception.initCause(fault.getCause());
            exception.addSuppressed(failure); // not on the cause: that is the manager's, who may throw it again
        }
        return exception;
    }
}
