package dev.handfast.interop;

import java.util.Optional;

/**
 * What a handshake is held to.
 *
 * @param name the server that the client asks for; every server here is {@link Pki#HOST}, and refuses to be another
 * @param server the server's certificate, whichever side that is
 * @param client the client's certificate, which the server then demands
 * @param application the application protocol that both sides speak, as ALPN calls it
 */
record Terms(
        Side peer, Side ours, String name, Identity server, Optional<Identity> client, Optional<String> application) {
    static Terms usual(Version version) {
        Side side = Side.of(Versions.only(version));
        return new Terms(
                side, side, Pki.HOST, Pki.TRUSTED.server(KeyKind.ECDSA_P256), Optional.empty(), Optional.empty());
    }

    /** Both sides take {@code only}, and the server has a certificate for it. */
    static Terms usual(Suite only) {
        Terms usual = usual(only.version());
        return new Terms(
                usual.peer.with(only),
                usual.ours.with(only),
                Pki.HOST,
                Pki.TRUSTED.server(only.serverKey()),
                Optional.empty(),
                Optional.empty());
    }

    Terms peer(Side other) {
        return new Terms(other, ours, name, server, client, application);
    }

    Terms ours(Side other) {
        return new Terms(peer, other, name, server, client, application);
    }

    Terms asking(String otherName) {
        return new Terms(peer, ours, otherName, server, client, application);
    }

    Terms withServer(Identity identity) {
        return new Terms(peer, ours, name, identity, client, application);
    }

    Terms withClient(Identity identity) {
        return new Terms(peer, ours, name, server, Optional.of(identity), application);
    }

    Terms speaking(String protocol) {
        return new Terms(peer, ours, name, server, client, Optional.of(protocol));
    }

    /** The newest version that both sides speak. */
    Version version() {
        Version newestOfPeer = peer.versions().newest();
        Version newestOfOurs = ours.versions().newest();
        return newestOfPeer.compareTo(newestOfOurs) < 0 ? newestOfPeer : newestOfOurs;
    }
}
