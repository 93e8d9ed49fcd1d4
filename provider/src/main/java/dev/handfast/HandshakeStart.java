package dev.handfast;

/**
 * A handshake that is about to begin.
 *
 * @param role ours
 * @param peerHost as the application named it; null if it did not, as for most servers
 * @param peerPort -1 if it is not known
 */
public record HandshakeStart(Role role, String peerHost, int peerPort) {

    /** Such as {@code client of example.org:443}. */
    @Override
    public String toString() {
        String ours = role == Role.CLIENT ? "client" : "server";
        return peerHost == null ? ours : ours + (role == Role.CLIENT ? " of " : " for ") + peerHost + ":" + peerPort;
    }

    /** Which part we play. */
    public enum Role {
        CLIENT,
        SERVER
    }
}
