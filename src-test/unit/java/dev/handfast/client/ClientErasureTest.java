package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Secrets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that ends half-way leaves no secret behind, wherever it is. */
class ClientErasureTest {
    private static final Set<String> WITHOUT_SECRETS = Set.of(
            "Tls12WaitCertificate",
            "Tls12WaitCertificateStatus",
            "Tls12WaitServerKeyExchange",
            "Tls12WaitCertificateRequest",
            "Tls12WaitServerHelloDone",
            "Tls12Connected");

    private static Stream<String> states() {
        return ClientStatesTest.WAYS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void aFaultErasesThem(String state) throws Exception {
        Secrets.assertErasedByAFault(ClientStatesTest.WAYS.get(state).go(), !WITHOUT_SECRETS.contains(state));
    }

    /** It may come when the connection is over, and nobody goes on with it. */
    @Test
    void theSecretOfAPreparationGoesWithIt() {
        var premaster = new Secret(new byte[48]);
        new Tls12ClientPreparation(null, null, null, premaster, Optional.empty(), "").close();
        assertThrows(IllegalStateException.class, premaster::bytes);
    }
}
