package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the state that a connection waits in, which is nobody's business but a test's. */
public final class States {
    /** A well-formed message of every type there is, HelloRetryRequest besides, and of types that TLS 1.3 has not got. */
    private static final Map<String, byte[]> MESSAGES = Map.ofEntries(
            Map.entry("HelloRequest", message(0)),
            Map.entry("ClientHello", new ScriptedClient().hello().encode()),
            Map.entry("ServerHello", serverHello(false)),
            Map.entry("HelloRetryRequest", serverHello(true)),
            Map.entry("NewSessionTicket", message(4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 7, 0, 0)),
            Map.entry("EndOfEarlyData", message(5)),
            Map.entry("EncryptedExtensions", message(8, 0, 0)),
            Map.entry("Certificate", message(11, 0, 0, 0, 6, 0, 0, 1, 9, 0, 0)),
            Map.entry("ServerKeyExchange", message(12)),
            Map.entry("CertificateRequest", message(13, 0, 0, 8, 0, 13, 0, 4, 0, 2, 4, 3)),
            Map.entry("ServerHelloDone", message(14)),
            Map.entry("CertificateVerify", message(15, 4, 3, 0, 1, 9)),
            Map.entry("ClientKeyExchange", message(16)),
            Map.entry("Finished", ScriptedPeer.message(20, new byte[32])),
            Map.entry("CertificateStatus", message(22)),
            Map.entry("KeyUpdate", message(24, 0)),
            Map.entry("message_hash", ScriptedPeer.message(254, new byte[32])));

    /** The same in the form of TLS 1.2, where it has another one. */
    private static final Map<String, byte[]> TLS12_FORMS = Map.of(
            "NewSessionTicket", message(4, 0, 0, 0, 1, 0, 1, 7),
            "Certificate", message(11, 0, 0, 4, 0, 0, 1, 9),
            "ServerKeyExchange", message(12, 1),
            "CertificateRequest", message(13, 1, 1, 0, 2, 4, 1, 0, 0),
            "ClientKeyExchange", message(16, 1),
            "Finished", ScriptedPeer.message(20, new byte[12]),
            "CertificateStatus", message(22, 1, 0, 0, 1, 9));

    private States() {}

    /** Leads a new connection to a state. */
    @FunctionalInterface
    public interface Way {
        ScriptedPeer go() throws TlsFault;
    }

    /** Every state of {@code all} is reached by its way, and takes nothing but {@code awaited}. */
    public static void assertRefusing(Class<?> all, Map<String, Way> ways, Map<String, Set<String>> awaited)
            throws Exception {
        assertEquals(
                statesOf(all).map(Class::getSimpleName).collect(Collectors.toSet()),
                ways.keySet(),
                "a state has no way to it");
        for (String state : ways.keySet()) {
            List<String> others = MESSAGES.keySet().stream()
                    .filter(name -> !awaited.get(state).contains(name))
                    .toList();
            for (String other : others) {
                ScriptedPeer peer = ways.get(state).go();
                assertEquals(state, of(peer.subject()));
                peer.record(ContentType.HANDSHAKE, form(state, other));
                try {
                    peer.assertDies(Alert.UNEXPECTED_MESSAGE);
                } catch (AssertionError wrong) {
                    throw new AssertionError(other + " in " + state + ": " + wrong.getMessage(), wrong);
                }
            }
        }
    }

    /** A ChangeCipherSpec is refused in every state of TLS 1.2 but the one that waits for it (CVE-2014-0224). */
    public static void assertRefusingChangeCipherSpec(Map<String, Way> ways) throws TlsFault {
        for (String state : ways.keySet()) {
            if (state.startsWith("Tls12") && !state.equals("Tls12WaitChangeCipherSpec")) {
                ScriptedPeer peer = ways.get(state).go();
                peer.raw(ScriptedPeer.changeCipherSpec());
                peer.assertDies(Alert.UNEXPECTED_MESSAGE);
            }
        }
    }

    private static Stream<Class<?>> statesOf(Class<?> all) {
        return Arrays.stream(all.getPermittedSubclasses())
                .flatMap(type -> type.isInterface() ? statesOf(type) : Stream.of(type));
    }

    private static byte[] form(String state, String message) {
        byte[] common = MESSAGES.get(message);
        return state.startsWith("Tls12") ? TLS12_FORMS.getOrDefault(message, common) : common;
    }

    private static String of(Connection connection) throws ReflectiveOperationException {
        return stateOf(connection).getClass().getSimpleName();
    }

    /** The state that the connection waits in. */
    public static State stateOf(Connection connection) throws ReflectiveOperationException {
        Field driver = Connection.class.getDeclaredField("handshaker");
        driver.setAccessible(true);
        Field state = Handshaker.class.getDeclaredField("state");
        state.setAccessible(true);
        return (State) state.get(driver.get(connection));
    }

    private static byte[] message(int type, int... body) {
        return ScriptedPeer.message(type, Draft.bytes(body));
    }

    private static byte[] serverHello(boolean retry) {
        try {
            var server = new ScriptedServer();
            server.hearHello();
            return retry
                    ? server.retry(NamedGroup.SECP256R1).encode()
                    : server.hello().encode();
        } catch (TlsFault impossible) {
            throw new AssertionError(impossible);
        }
    }
}
