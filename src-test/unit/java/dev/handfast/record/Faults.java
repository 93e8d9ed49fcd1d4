package dev.handfast.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import org.junit.jupiter.api.function.Executable;

/** What a test says about a fault. */
final class Faults {
    private Faults() {}

    /** The sentence of the fault with {@code alert} that {@code action} throws. */
    static String fault(Alert alert, Executable action) {
        TlsFault fault = assertThrows(TlsFault.class, action);
        assertEquals(alert, fault.alert(), fault.getMessage());
        return fault.getMessage();
    }
}
