package dev.handfast;

import java.util.Objects;

/**
 * Bytes that a client sends with its first flight, before the server has answered (0-RTT, RFC 9846 §2.3). Set on the
 * {@link HandfastParameters} of one connection that resumes.
 *
 * <p><b>They may be replayed.</b> Whoever records them can send them to the server again, as often as its anti-replay store lets
 * him, and they have no forward secrecy. They are for requests that do no harm when they are carried out twice: over HTTP a
 * {@code GET}, and a server that would rather not answers {@code 425 Too Early} (RFC 8470), after which the request is sent again on
 * the open connection.
 *
 * <p>Whether the server took them is known when the handshake is over. Rejected bytes are not sent again by themselves. Thread-safe.
 */
public final class EarlyData {
    /** What became of them. */
    public enum Outcome {
        /** Nobody knows: the handshake is not over, or it failed before the server told. */
        PENDING,
        /** They were not sent: there is no session to resume that allows so many, or none at all. */
        NOT_SENT,
        /** They were sent, and the server did not read them: the application sends them again, or does not. */
        REJECTED,
        /** The server has read them; it may read them again, from somebody else. */
        ACCEPTED
    }

    private final byte[] bytes;
    private volatile Outcome outcome = Outcome.PENDING;

    private EarlyData(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * For one connection: it tells what became of them there.
     *
     * @param bytes not empty; copied
     * @throws IllegalArgumentException if there are none
     */
    public static EarlyData replayable(byte[] bytes) {
        if (Objects.requireNonNull(bytes, "early data").length == 0) {
            throw new IllegalArgumentException("there is no early data to send");
        }
        return new EarlyData(bytes.clone());
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many. */
    public int length() {
        return bytes.length;
    }

    /** What became of them, as far as it is known. */
    public Outcome outcome() {
        return outcome;
    }

    /** Told by the connection. */
    public void become(Outcome known) {
        outcome = known;
    }

    /** Tells no content. */
    @Override
    public String toString() {
        return bytes.length + " bytes of early data, " + outcome;
    }
}
