package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Secrets;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.ServerKeyExchange;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
        Secrets.assertErasedByAFault(ServerStatesTest.WAYS.get(state).go(), !WITHOUT_SECRETS.contains(state));
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

    /** It may come when the connection is over, and nobody goes on with it. */
    @Test
    void thePrivateHalfOfAPreparationGoesWithIt() {
        var erased = new AtomicBoolean();
        new Tls12FullPreparation(null, null, null, new Tls12KeyExchange() {
                    @Override
                    public Optional<ServerKeyExchange> message() {
                        return Optional.empty();
                    }

                    @Override
                    public Secret premaster(ClientKeyExchange message) {
                        throw new AssertionError("the connection is over");
                    }

                    @Override
                    public void close() {
                        erased.set(true);
                    }
                })
                .close();
        assertTrue(erased.get());
    }
}
