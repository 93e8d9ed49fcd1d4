package dev.handfast.interop;

import java.util.Optional;

/**
 * What a handshake is held to. What is empty is left to the two sides' defaults.
 *
 * @param suite the only suite that both sides take; a few peers can be told nothing about suites
 * @param peerGroup the only group that the peer takes
 * @param ourGroup the only group that we take
 * @param server the server's certificate, whichever side that is
 * @param client the client's certificate, which the server then demands
 */
record Terms(
        Optional<Suite> suite,
        Optional<Group> peerGroup,
        Optional<Group> ourGroup,
        Identity server,
        Optional<Identity> client) {

    static Terms usual() {
        return new Terms(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Pki.TRUSTED.server(KeyKind.ECDSA_P256),
                Optional.empty());
    }

    Terms with(Suite only) {
        return new Terms(Optional.of(only), peerGroup, ourGroup, server, client);
    }

    Terms peerTakes(Group only) {
        return new Terms(suite, Optional.of(only), ourGroup, server, client);
    }

    Terms weTake(Group only) {
        return new Terms(suite, peerGroup, Optional.of(only), server, client);
    }

    Terms withServer(Identity identity) {
        return new Terms(suite, peerGroup, ourGroup, identity, client);
    }

    Terms withClient(Identity identity) {
        return new Terms(suite, peerGroup, ourGroup, server, Optional.of(identity));
    }
}
