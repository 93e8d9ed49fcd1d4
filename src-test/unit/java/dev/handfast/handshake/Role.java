package dev.handfast.handshake;

/** What the connection under test is; its peer is the other. */
public enum Role {
    CLIENT,
    SERVER;

    public ScriptedTls13Peer peer() {
        return this == CLIENT ? new ScriptedServer() : new ScriptedClient();
    }

    public ScriptedTls13Peer peer(Settings subject) {
        return this == CLIENT ? new ScriptedServer(subject) : new ScriptedClient(subject);
    }
}
