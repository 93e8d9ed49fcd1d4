package dev.handfast.jsse;

import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** One direction of an engine, and what it answered last. Guarded by the lock of its direction. */
abstract class EngineDirection {
    private static final SSLEngineResult NONE = new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, 0, 0);

    private SSLEngineResult last = NONE;

    /** Results are values: who moves much data gets the same one for each record, which then costs no object. */
    final SSLEngineResult answer(Status status, HandshakeStatus handshake, int consumed, int produced) {
        SSLEngineResult known = last;
        if (known.bytesProduced() == produced
                && known.bytesConsumed() == consumed
                && known.getHandshakeStatus() == handshake
                && known.getStatus() == status) {
            return known;
        }
        var result = new SSLEngineResult(status, handshake, consumed, produced);
        if (handshake == HandshakeStatus.NOT_HANDSHAKING) { // a handshake's come once
            last = result;
        }
        return result;
    }
}
