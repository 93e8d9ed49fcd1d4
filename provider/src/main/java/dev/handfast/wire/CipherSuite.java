package dev.handfast.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A cipher suite that we know: data only (RFC 9846 §B.5). What a peer offers stays a number until it is looked up here. */
public enum CipherSuite {
    TLS_AES_128_GCM_SHA256(0x1301, Bulk.AES_128_GCM, "SHA-256"),
    TLS_AES_256_GCM_SHA384(0x1302, Bulk.AES_256_GCM, "SHA-384"),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, Bulk.CHACHA20_POLY1305, "SHA-256");

    /** The AEAD that protects records. */
    public enum Bulk {
        AES_128_GCM(16, 1L << 24),
        AES_256_GCM(32, 1L << 24),
        // The sequence number would run out first (RFC 9846 §5.5).
        CHACHA20_POLY1305(32, Long.MAX_VALUE);

        private final int keyLength;
        private final long recordLimit;

        Bulk(int keyLength, long recordLimit) {
            this.keyLength = keyLength;
            this.recordLimit = recordLimit;
        }

        /** Bytes of key. */
        public int keyLength() {
            return keyLength;
        }

        /** Full-sized records that one key may protect: for AES-GCM 2^24.5, here rounded down (RFC 9846 §5.5). */
        public long recordLimit() {
            return recordLimit;
        }
    }

    private static final Map<Integer, CipherSuite> BY_CODE =
            List.of(values()).stream().collect(Collectors.toUnmodifiableMap(CipherSuite::code, Function.identity()));
    private static final Map<String, CipherSuite> BY_NAME =
            List.of(values()).stream().collect(Collectors.toUnmodifiableMap(CipherSuite::name, Function.identity()));

    private final int code;
    private final Bulk bulk;
    private final String hash;

    CipherSuite(int code, Bulk bulk, String hash) {
        this.code = code;
        this.bulk = bulk;
        this.hash = hash;
    }

    public int code() {
        return code;
    }

    public Bulk bulk() {
        return bulk;
    }

    /** JCA name of the hash of the key schedule and the transcript, such as {@code SHA-256}. */
    public String hash() {
        return hash;
    }

    /** The suite with this number, if it is one of ours. */
    public static Optional<CipherSuite> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The suite with this standard name, if it is one of ours. */
    public static Optional<CipherSuite> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The name of any suite number for a message: ours by name, others as a number. */
    public static String nameOf(int code) {
        return of(code).map(CipherSuite::name).orElseGet(() -> String.format("0x%04X", code));
    }
}
