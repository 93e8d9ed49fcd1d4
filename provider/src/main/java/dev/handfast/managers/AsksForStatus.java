package dev.handfast.managers;

/** A session of a handshake of which is known whether the client has offered {@code status_request} (RFC 6066 §8). */
public interface AsksForStatus {
    boolean asksForStatus();
}
