package dev.handfast.benchmarks;

/** The cipher suites that are measured, by their standard names, which tell all but the numbers. */
public enum Suite {
    TLS_AES_128_GCM_SHA256(0x1301),
    TLS_AES_256_GCM_SHA384(0x1302),
    TLS_CHACHA20_POLY1305_SHA256(0x1303),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xc02b),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xcca9),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xc023),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xc02f),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009c);

    private final int code;

    Suite(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The one version that the suite is for, as JSSE calls it. */
    String protocol() {
        return isTls13() ? "TLSv1.3" : "TLSv1.2";
    }

    boolean isTls13() {
        return !name().contains("_WITH_");
    }

    /** Bytes of the key that protects records. */
    int keyLength() {
        return name().contains("AES_128") ? 16 : 32;
    }

    boolean isChaCha20() {
        return name().contains("CHACHA20");
    }

    /** Whether the server's key is RSA's; if not, it is ECDSA's. */
    boolean isRsa() {
        return name().contains("RSA_WITH_");
    }

    /** Whether the client encrypts the secret under the server's key; if not, the two agree in a group. */
    boolean isKeyTransport() {
        return name().startsWith("TLS_RSA_WITH_");
    }
}
