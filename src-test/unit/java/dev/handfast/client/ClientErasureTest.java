package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.Secrets;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Set;
import java.util.stream.Stream;
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
        ScriptedPeer peer = ClientStatesTest.WAYS.get(state).go();
        Secrets secrets = Secrets.of(peer.subject());
        assertEquals(WITHOUT_SECRETS.contains(state), secrets.size() == 0);
        peer.subject().fail(new TlsFault(Alert.INTERNAL_ERROR, "out of luck"));
        secrets.assertErased();
        assertEquals(0, Secrets.of(peer.subject()).size());
    }
}
