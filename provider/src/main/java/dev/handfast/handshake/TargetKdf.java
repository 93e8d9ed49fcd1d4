package dev.handfast.handshake;

import dev.handfast.crypto.Hash;
import java.util.Optional;

/** The KDFs that keys are imported for (RFC 9258 §10). */
final class TargetKdf {
    private static final int HKDF_SHA256 = 1;
    private static final int HKDF_SHA384 = 2;

    private TargetKdf() {}

    static int of(Hash hash) {
        return hash == Hash.SHA_256 ? HKDF_SHA256 : HKDF_SHA384;
    }

    /** Empty for one that we do not know. */
    static Optional<Hash> hash(int number) {
        return switch (number) {
            case HKDF_SHA256 -> Optional.of(Hash.SHA_256);
            case HKDF_SHA384 -> Optional.of(Hash.SHA_384);
            default -> Optional.empty();
        };
    }
}
