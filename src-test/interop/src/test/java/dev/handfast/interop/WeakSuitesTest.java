package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Key transport and CBC are off until they are enabled by name, and then still off where the JVM disables them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WeakSuitesTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areOffByDefault(Case connection) throws Exception {
        assumeTrue(Ours.isHandfast(), "SunJSSE has them on");
        assertEquals(
                OptionalInt.of(Refusal.HANDSHAKE_FAILURE),
                connection.refuse(directory).server(connection));
    }

    static Stream<Case> areOffByDefault() {
        return Stream.of(Suite.TLS_RSA_WITH_AES_128_GCM_SHA256, Suite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)
                .flatMap(suite -> {
                    Terms terms = Terms.usual(suite).ours(Side.of(Versions.only(Version.TLS_1_2)));
                    return Stream.of(Case.Role.values())
                            .map(role -> new Case(OpenSsl.quiet(), role, suite + " is all the peer takes", terms));
                });
    }

    @ParameterizedTest
    @EnumSource
    void keyTransportIsRefusedWhereTheJvmDisablesIt(Case.Role role) throws Exception {
        assumeTrue(Ours.isHandfast(), "SunJSSE read the property when its first context was made");
        Terms terms = Terms.usual(Suite.TLS_RSA_WITH_AES_128_GCM_SHA256);
        var connection = new Case(OpenSsl.quiet(), role, "disabled", terms);
        DisabledAlgorithms.with(DisabledAlgorithms.KEY_TRANSPORT, () -> {
            Refusal refusal = connection.refuse(directory);
            assertEquals(List.of(), refusal.sent().messages(), "a version that has no suite left is not spoken");
            if (role == Case.Role.CLIENT) {
                assertEquals(
                        OptionalInt.of(Refusal.PROTOCOL_VERSION), refusal.sent().alert());
            }
        });
    }
}
