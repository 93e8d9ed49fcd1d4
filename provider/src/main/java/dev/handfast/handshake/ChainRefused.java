package dev.handfast.handshake;

import dev.handfast.HandshakeEvent;
import dev.handfast.wire.TlsFault;

/** The peer's chain is refused while somebody listens: with what was asked of it. */
final class ChainRefused extends TlsFault {
    private static final long serialVersionUID = 1L;

    private final transient HandshakeEvent.CertificatesChecked checked;

    ChainRefused(TlsFault why, HandshakeEvent.CertificatesChecked checked) {
        super(why.alert(), why.facts(), why.getMessage(), why.getCause());
        setStackTrace(why.getStackTrace());
        this.checked = checked;
    }

    HandshakeEvent.CertificatesChecked checked() {
        return checked;
    }
}
