package dev.handfast.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cipher suite that we know: data only (RFC 9846 §B.5; RFC 5246 §A.5, RFC 5289, RFC 7905). What a peer offers stays a number
 * until it is looked up here. Those of TLS 1.2 stand in our order of preference.
 */
public enum CipherSuite {
    // TLS 1.3
    TLS_AES_128_GCM_SHA256(0x1301, KeyExchangeAlgorithm.NEGOTIATED, Bulk.AES_128_GCM, MacAlgorithm.NULL, "SHA-256"),
    TLS_AES_256_GCM_SHA384(0x1302, KeyExchangeAlgorithm.NEGOTIATED, Bulk.AES_256_GCM, MacAlgorithm.NULL, "SHA-384"),
    TLS_CHACHA20_POLY1305_SHA256(
            0x1303, KeyExchangeAlgorithm.NEGOTIATED, Bulk.CHACHA20_POLY1305, MacAlgorithm.NULL, "SHA-256"),

    // TLS 1.2, AEAD
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(
            0xC02C, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.AES_256_GCM, MacAlgorithm.NULL, "SHA-384"),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(
            0xC02B, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.AES_128_GCM, MacAlgorithm.NULL, "SHA-256"),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(
            0xCCA9, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.CHACHA20_POLY1305, MacAlgorithm.NULL, "SHA-256"),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(
            0xC030, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.AES_256_GCM, MacAlgorithm.NULL, "SHA-384"),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(
            0xC02F, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.AES_128_GCM, MacAlgorithm.NULL, "SHA-256"),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(
            0xCCA8, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.CHACHA20_POLY1305, MacAlgorithm.NULL, "SHA-256"),
    TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(
            0x009F, KeyExchangeAlgorithm.DHE_RSA, Bulk.AES_256_GCM, MacAlgorithm.NULL, "SHA-384"),
    TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(
            0x009E, KeyExchangeAlgorithm.DHE_RSA, Bulk.AES_128_GCM, MacAlgorithm.NULL, "SHA-256"),
    TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256(
            0xCCAA, KeyExchangeAlgorithm.DHE_RSA, Bulk.CHACHA20_POLY1305, MacAlgorithm.NULL, "SHA-256"),
    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D, KeyExchangeAlgorithm.RSA, Bulk.AES_256_GCM, MacAlgorithm.NULL, "SHA-384"),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C, KeyExchangeAlgorithm.RSA, Bulk.AES_128_GCM, MacAlgorithm.NULL, "SHA-256"),

    // TLS 1.2, CBC
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(
            0xC024, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA384, "SHA-384"),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(
            0xC023, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA256, "SHA-256"),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(
            0xC00A, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(
            0xC009, KeyExchangeAlgorithm.ECDHE_ECDSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(
            0xC028, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA384, "SHA-384"),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(
            0xC027, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA256, "SHA-256"),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(
            0xC014, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(
            0xC013, KeyExchangeAlgorithm.ECDHE_RSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_DHE_RSA_WITH_AES_256_CBC_SHA256(
            0x006B, KeyExchangeAlgorithm.DHE_RSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA256, "SHA-256"),
    TLS_DHE_RSA_WITH_AES_128_CBC_SHA256(
            0x0067, KeyExchangeAlgorithm.DHE_RSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA256, "SHA-256"),
    TLS_DHE_RSA_WITH_AES_256_CBC_SHA(
            0x0039, KeyExchangeAlgorithm.DHE_RSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_DHE_RSA_WITH_AES_128_CBC_SHA(
            0x0033, KeyExchangeAlgorithm.DHE_RSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_RSA_WITH_AES_256_CBC_SHA256(
            0x003D, KeyExchangeAlgorithm.RSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA256, "SHA-256"),
    TLS_RSA_WITH_AES_128_CBC_SHA256(
            0x003C, KeyExchangeAlgorithm.RSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA256, "SHA-256"),
    TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, KeyExchangeAlgorithm.RSA, Bulk.AES_256_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256"),
    TLS_RSA_WITH_AES_128_CBC_SHA(0x002F, KeyExchangeAlgorithm.RSA, Bulk.AES_128_CBC, MacAlgorithm.HMAC_SHA1, "SHA-256");

    /** How the shared secret comes about, and which key of the server proves who it is (RFC 5246 §A.6, RFC 8422 §2). */
    public enum KeyExchangeAlgorithm {
        /** TLS 1.3: extensions settle it, not the suite. */
        NEGOTIATED,
        ECDHE_ECDSA,
        ECDHE_RSA,
        DHE_RSA,
        /** The client encrypts the secret under the server's public key: no forward secrecy, so off unless asked for. */
        RSA;

        /** Bits of {@code KeyUsage} (RFC 5280 §4.2.1.3). */
        private static final int DIGITAL_SIGNATURE = 0;

        private static final int KEY_ENCIPHERMENT = 2;

        /** It computes on an elliptic curve, which TLS 1.3 need not. */
        public boolean needsCurve() {
            return this == ECDHE_ECDSA || this == ECDHE_RSA;
        }

        /**
         * Whether a certificate with this {@code KeyUsage} lets its key do what the key exchange needs (RFC 5246 §7.4.2).
         *
         * @param keyUsage as the JDK gives it; null for a certificate that says nothing about it
         */
        public boolean isAllowedBy(boolean[] keyUsage) {
            return keyUsage == null || keyUsage[this == RSA ? KEY_ENCIPHERMENT : DIGITAL_SIGNATURE];
        }
    }

    /** What keeps records secret; an AEAD also keeps them whole. */
    public enum Bulk {
        AES_128_GCM(16, 4, 1L << 24),
        AES_256_GCM(32, 4, 1L << 24),
        // The sequence number would run out first (RFC 9846 §5.5).
        CHACHA20_POLY1305(32, 12, Long.MAX_VALUE),
        AES_128_CBC(16, 0, Long.MAX_VALUE),
        AES_256_CBC(32, 0, Long.MAX_VALUE);

        private final int keyLength;
        private final int fixedIvLength;
        private final long recordLimit;

        Bulk(int keyLength, int fixedIvLength, long recordLimit) {
            this.keyLength = keyLength;
            this.fixedIvLength = fixedIvLength;
            this.recordLimit = recordLimit;
        }

        /** Bytes of key. */
        public int keyLength() {
            return keyLength;
        }

        /** Bytes of IV that TLS 1.2's key block holds (RFC 5246 §6.3); every CBC record brings its own. */
        public int fixedIvLength() {
            return fixedIvLength;
        }

        /** Full-sized records that one key of TLS 1.3 may protect: for AES-GCM 2^24.5, rounded down (RFC 9846 §5.5). */
        public long recordLimit() {
            return recordLimit;
        }

        public boolean isAead() {
            return this != AES_128_CBC && this != AES_256_CBC;
        }
    }

    /** What keeps the records of a CBC suite whole (RFC 5246 §A.6). */
    public enum MacAlgorithm {
        /** An AEAD needs none. */
        NULL("", 0),
        HMAC_SHA1("HmacSHA1", 20),
        HMAC_SHA256("HmacSHA256", 32),
        HMAC_SHA384("HmacSHA384", 48);

        private final String jcaName;
        private final int length;

        MacAlgorithm(String jcaName, int length) {
            this.jcaName = jcaName;
            this.length = length;
        }

        /** JCA's name, such as {@code HmacSHA256}. */
        public String jcaName() {
            return jcaName;
        }

        /** Bytes of MAC, and of its key. */
        public int length() {
            return length;
        }
    }

    private static final Map<Integer, CipherSuite> BY_CODE = new HashMap<>();
    private static final Map<String, CipherSuite> BY_NAME = new HashMap<>();

    static {
        for (CipherSuite suite : values()) {
            BY_CODE.put(suite.code, suite);
            BY_NAME.put(suite.name(), suite);
        }
    }

    private final int code;
    private final KeyExchangeAlgorithm keyExchange;
    private final Bulk bulk;
    private final MacAlgorithm mac;
    private final String hash;

    CipherSuite(int code, KeyExchangeAlgorithm keyExchange, Bulk bulk, MacAlgorithm mac, String hash) {
        this.code = code;
        this.keyExchange = keyExchange;
        this.bulk = bulk;
        this.mac = mac;
        this.hash = hash;
    }

    public int code() {
        return code;
    }

    public KeyExchangeAlgorithm keyExchange() {
        return keyExchange;
    }

    public Bulk bulk() {
        return bulk;
    }

    public MacAlgorithm mac() {
        return mac;
    }

    /** The one version that the suite is for. */
    public ProtocolVersion version() {
        return keyExchange == KeyExchangeAlgorithm.NEGOTIATED ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    }

    /** JCA name of the hash of the key schedule (or PRF) and the transcript, such as {@code SHA-256}. */
    public String hash() {
        return hash;
    }

    /** Those of one version, in the order of this list. */
    public static List<CipherSuite> ofVersion(ProtocolVersion version) {
        var suites = new ArrayList<CipherSuite>();
        for (CipherSuite suite : values()) {
            if (suite.version().equals(version)) {
                suites.add(suite);
            }
        }
        return List.copyOf(suites);
    }

    /** The numbers of {@code suites}, in their order: what stands on the wire. */
    public static List<Integer> codes(List<CipherSuite> suites) {
        var codes = new ArrayList<Integer>(suites.size());
        for (CipherSuite suite : suites) {
            codes.add(suite.code);
        }
        return Collections.unmodifiableList(codes);
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
