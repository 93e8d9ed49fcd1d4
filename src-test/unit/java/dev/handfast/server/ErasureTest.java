package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.Secrets;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that ends half-way leaves no secret behind, wherever it is. */
class ErasureTest {
    private static final Set<String> WITHOUT_SECRETS =
            Set.of("WaitClientHello", "WaitRetriedClientHello", "Tls12Connected");

    private static Stream<String> states() {
        return ServerStatesTest.WAYS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void aFaultErasesThem(String state) throws Exception {
        ScriptedPeer peer = ServerStatesTest.WAYS.get(state).go();
        Secrets secrets = Secrets.of(peer.subject());
        assertEquals(WITHOUT_SECRETS.contains(state), secrets.size() == 0);
        peer.subject().fail(new TlsFault(Alert.INTERNAL_ERROR, "out of luck"));
        secrets.assertErased();
        assertEquals(0, Secrets.of(peer.subject()).size());
    }

    /** The traffic secrets of both directions are what an open connection of TLS 1.3 needs for a KeyUpdate. */
    @Test
    void onceOpenNoneOfTheHandshakeIsLeft() throws Exception {
        assertEquals(
                0,
                Secrets.of(ServerStatesTest.WAYS.get("Tls12Connected").go().subject())
                        .size());
        assertEquals(
                2,
                Secrets.of(ServerStatesTest.WAYS.get("Tls13Connected").go().subject())
                        .size());
    }
}
