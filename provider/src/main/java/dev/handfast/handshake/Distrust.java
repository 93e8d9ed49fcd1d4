package dev.handfast.handshake;

import dev.handfast.FailureKind;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/** Trusts nobody: what holds where no one said whom to trust. */
enum Distrust implements Trust {
    INSTANCE;

    @Override
    public void check(Negotiated soFar, String authType) throws TlsFault {
        throw new TlsFault(
                Alert.UNKNOWN_CA,
                FailureKind.NOBODY_TRUSTED,
                "the peer's certificate is refused because no trust anchor is configured on our side");
    }
}
