package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Extensions that TLS 1.2 is safer with and does without, as the hellos on the wire tell of them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Tls12Test {
    private static final Exchange SHORT = Exchange.of(1000);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void extendsTheMasterSecret(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            assertTrue(negotiation.agreed().has(Extension.EXTENDED_MASTER_SECRET));
        });
    }

    static Stream<Case> extendsTheMasterSecret() {
        return Peers.cases("extended master secret", Terms.usual(Version.TLS_1_2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void doesWithoutTheExtendedMasterSecret(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            assertFalse(negotiation.agreed().has(Extension.EXTENDED_MASTER_SECRET));
        });
    }

    static Stream<Case> doesWithoutTheExtendedMasterSecret() {
        return without("no extended master secret", Terms.usual(Version.TLS_1_2), Extension.EXTENDED_MASTER_SECRET);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void encryptsThenAuthenticatesWithAPeerThatCan(Case connection) throws Exception {
        Set<Extension> peers = connection.peer().abilities(connection.role()).extensions();
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            assertEquals(
                    peers.contains(Extension.ENCRYPT_THEN_MAC) && Ours.isHandfast(),
                    negotiation.agreed().has(Extension.ENCRYPT_THEN_MAC));
        });
    }

    static Stream<Case> encryptsThenAuthenticatesWithAPeerThatCan() {
        return Stream.of(
                        Suite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
                        Suite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
                        Suite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)
                .flatMap(suite -> Peers.cases("encrypt-then-MAC, " + suite, Terms.usual(suite)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void authenticatesThenEncryptsWithAPeerThatDoesNotAskForMore(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            assertFalse(negotiation.agreed().has(Extension.ENCRYPT_THEN_MAC));
        });
    }

    static Stream<Case> authenticatesThenEncryptsWithAPeerThatDoesNotAskForMore() {
        return Stream.of(
                        Suite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
                        Suite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
                        Suite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)
                .flatMap(
                        suite -> without("MAC-then-encrypt, " + suite, Terms.usual(suite), Extension.ENCRYPT_THEN_MAC));
    }

    private static Stream<Case> without(String feature, Terms terms, Extension extension) {
        return Peers.cases(feature, terms.peer(terms.peer().without(extension)));
    }
}
