package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.message.MaxFragment;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code max_fragment_length} binds both sides (RFC 6066 §4). */
class MaxFragmentTest {
    private final TwoConnections both = connections();

    private static TwoConnections connections() {
        try {
            return new TwoConnections(
                            ScriptedServer.settings()
                                    .maxFragment(Optional.of(MaxFragment.BYTES_1024))
                                    .build(),
                            ScriptedClient.settings().build())
                    .talk();
        } catch (TlsFault fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Test
    void bothSidesKnowIt() {
        assertEquals(1024, both.client().maxFragment());
        assertEquals(1024, both.server().maxFragment());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void longerRecordIsRefused(Role role) throws TlsFault {
        Connection to = role == Role.CLIENT ? both.client() : both.server();
        Connection from = role == Role.CLIENT ? both.server() : both.client();
        assertEquals(1024, receive(from, to, 1024));
        Alert alert =
                assertThrows(TlsFault.class, () -> receive(from, to, 1025)).alert();
        assertEquals(Alert.RECORD_OVERFLOW, alert);
        assertTrue(to.isFailed());
    }

    private static int receive(Connection from, Connection to, int length) throws TlsFault {
        byte[] record = new byte[from.sealedLength(length)];
        int sealed = from.write(new byte[length], 0, length, record, 0);
        return to.receive(record, 0, sealed, new byte[Math.max(sealed, to.room(sealed))], 0);
    }
}
