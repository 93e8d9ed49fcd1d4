package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.crypto.RecordKeys;
import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Stream;

/** A way in which TLS 1.2 protects records, for tests that hold for each of them. */
record Tls12Shape(CipherSuite suite, boolean encryptThenMac) {
    /** Every suite of TLS 1.2, those with CBC both ways. */
    static Stream<Tls12Shape> all() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream()
                .flatMap(suite -> suite.bulk().isAead()
                        ? Stream.of(new Tls12Shape(suite, false))
                        : Stream.of(new Tls12Shape(suite, false), new Tls12Shape(suite, true)));
    }

    /** Each cipher with each MAC, once. */
    static Stream<Tls12Shape> each() {
        return Stream.concat(
                Stream.of(
                                CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                                CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
                                CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256)
                        .map(suite -> new Tls12Shape(suite, false)),
                Stream.concat(cbc(false), cbc(true)));
    }

    static Stream<Tls12Shape> macThenEncrypt() {
        return cbc(false);
    }

    static Stream<Tls12Shape> encryptThenMacs() {
        return cbc(true);
    }

    PlainTls12 peer(Random random) {
        return new PlainTls12(PlainTls12.keys(suite, random), encryptThenMac);
    }

    /** Our sealer, whose next record has this number. */
    Sealer sealer(RecordKeys keys, long sequence) {
        if (keys instanceof TrafficKeys aead) {
            return new Tls12AeadSealer(aead, sequence);
        }
        return encryptThenMac
                ? new EtmSealer((CbcKeys) keys, new SecureRandom(), sequence)
                : new CbcSealer((CbcKeys) keys, new SecureRandom(), sequence);
    }

    /** Our opener, whose next record has this number. */
    Opener opener(RecordKeys keys, long sequence) {
        if (keys instanceof TrafficKeys aead) {
            return new Tls12AeadOpener(aead, sequence);
        }
        return encryptThenMac ? new EtmOpener((CbcKeys) keys, sequence) : new CbcOpener((CbcKeys) keys, sequence);
    }

    private static Stream<Tls12Shape> cbc(boolean encryptThenMac) {
        return Stream.of(
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
                        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)
                .map(suite -> new Tls12Shape(suite, encryptThenMac));
    }
}
