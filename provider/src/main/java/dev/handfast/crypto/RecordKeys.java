package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;

/** What protects the records of one direction: of an AEAD in either version, or of a CBC suite of TLS 1.2. */
public sealed interface RecordKeys permits TrafficKeys, CbcKeys {
    CipherSuite suite();
}
