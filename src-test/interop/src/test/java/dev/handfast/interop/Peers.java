package dev.handfast.interop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** All the peers. */
final class Peers {
    static final List<Peer> ALL = List.of(
            OpenSsl.quiet(),
            new GnuTls(),
            new Nss(),
            new Curl(),
            new Node(),
            JvmPeer.SUN,
            JvmPeer.BOUNCY_CASTLE,
            JvmPeer.CONSCRYPT);

    private Peers() {}

    /** Each peer in each role that it can play. */
    static Stream<Case> cases(String feature, Terms terms) {
        return ALL.stream()
                .flatMap(peer -> Stream.of(Case.Role.values())
                        .filter(role ->
                                role == Case.Role.SERVER ? peer instanceof Peer.Server : peer instanceof Peer.Client)
                        .filter(role -> peer.abilities(role).suffice(terms))
                        .map(role -> new Case(peer, role, feature, terms)));
    }

    /** Skips the test where {@code peer} is not installed; where all are to be, it fails. */
    static void require(Peer peer) {
        require(peer.missing());
    }

    /** As {@link #require(Peer)}, for the program that is missing, if one is. */
    static void require(Optional<String> missing) {
        missing.map(program -> program + " is not installed").ifPresent(message -> {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            Assumptions.abort(message);
        });
    }
}
