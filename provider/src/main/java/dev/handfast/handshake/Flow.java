package dev.handfast.handshake;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.record.Opener;
import dev.handfast.record.Sealer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** All that a state may do to the outside world. Called under the inbound lock. */
public interface Flow {
    /** Queues the message and returns its bytes, header included, for the transcript. */
    byte[] send(HandshakeMessage message) throws TlsFault;

    /** Queues the dummy ChangeCipherSpec of middlebox compatibility mode (RFC 9846 §E.4). */
    void sendChangeCipherSpec() throws TlsFault;

    /** Reads with handshake keys; {@code unexpected_message} if a message straddles the change (RFC 9846 §5.1). */
    void readHandshake(TrafficSecret secret, CipherSuite suite) throws TlsFault;

    /** Writes with handshake keys. */
    void writeHandshake(TrafficSecret secret, CipherSuite suite) throws TlsFault;

    /**
     * A server reads early data, at most {@code limit} bytes of it, until its end is said (RFC 9846 §4.3.10). Leaves the secret as it is.
     */
    void readEarlyData(TrafficSecret secret, CipherSuite suite, int limit) throws TlsFault;

    /** A client sends early data (RFC 9846 §4.3.10); what comes next goes under its keys. Leaves the secret as it is. */
    void writeEarlyData(TrafficSecret secret, CipherSuite suite, byte[] data) throws TlsFault;

    /** A client whose early data the server has no keys for goes on without protection (RFC 9846 §4.2.4). */
    void writePlain() throws TlsFault;

    /** Reads application data; takes the secret over. {@code unexpected_message} if a message straddles the change. */
    void readTraffic(TrafficSecret secret, CipherSuite suite) throws TlsFault;

    /** Writes application data; takes the secret over. */
    void writeTraffic(TrafficSecret secret, CipherSuite suite) throws TlsFault;

    /** TLS 1.2 is chosen: messages take its form, ChangeCipherSpec is an input, and a warning does not end the connection. */
    void speakTls12() throws TlsFault;

    /** TLS 1.2: the peer's ChangeCipherSpec came, and what follows it opens so (RFC 5246 §7.1). */
    void readWith(Opener opener) throws TlsFault;

    /** TLS 1.2: sends ChangeCipherSpec; what follows it is sealed so. */
    void writeWith(Sealer sealer) throws TlsFault;

    /** TLS 1.2: sends a warning, after which the connection goes on. */
    void warn(Alert alert) throws TlsFault;

    /** A message that means nothing where it came; a peer that sends nothing else is refused. */
    void ignore(String what) throws TlsFault;

    /** The peer changed its keys (RFC 9846 §7.2); if it asks for it, ours are changed before our next data. */
    void peerUpdatedKeys(boolean answerRequested) throws TlsFault;

    /** From now on records of both sides have at most so many bytes of content (RFC 6066 §4). */
    void limitFragments(int bytes) throws TlsFault;

    /** Records that do not open are dropped as early data until one opens or {@code budget} bytes are spent (§4.3.10). */
    void skipEarlyData(int budget);

    /** A client has sent its hello; from here on the answer may come. */
    void expectAnswer();

    /** We show no certificate, although the peer asks for {@code wanted}: whoever is refused for it is told so. */
    void declineCertificate(String wanted);

    /** What is agreed changes. */
    void agree(Negotiated negotiated);

    /** The handshake is complete: application data may be read and written. */
    void open();

    /** Whether there is a listener. Who makes something to {@link #emit} asks before: nobody pays for events that nobody hears. */
    boolean isHeard();

    /** Tells the listener, if there is one. */
    void emit(HandshakeEvent event);

    /** Tells the listener, if there is one, one after the other. */
    void emitAll(List<HandshakeEvent> events);
}
