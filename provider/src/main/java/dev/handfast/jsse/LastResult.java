package dev.handfast.jsse;

import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * What one direction of an engine answers. Results are values: who moves much data gets the same one for each record, which then
 * costs no object. Guarded by the lock of its direction.
 */
final class LastResult {
    private SSLEngineResult last = new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, 0, 0);

    SSLEngineResult of(Status status, HandshakeStatus handshake, int consumed, int produced) {
        if (last.bytesProduced() != produced
                || last.bytesConsumed() != consumed
                || last.getHandshakeStatus() != handshake
                || last.getStatus() != status) {
            last = new SSLEngineResult(status, handshake, consumed, produced);
        }
        return last;
    }
}
