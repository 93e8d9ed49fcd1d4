package dev.handfast.handshake;

import dev.handfast.wire.Alert;
import java.util.function.UnaryOperator;

/**
 * One thing wrong with a message, and the alert that answers it.
 *
 * @param what a sentence about the message
 */
public record Wrong(String what, UnaryOperator<Draft> change, Alert alert) {
    @Override
    public String toString() {
        return what + ": " + alert;
    }
}
