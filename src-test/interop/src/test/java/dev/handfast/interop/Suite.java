package dev.handfast.interop;

/** A cipher suite of TLS 1.3, by the names that programs give it. */
enum Suite {
    TLS_AES_128_GCM_SHA256(0x1301, "AES-128-GCM"),
    TLS_AES_256_GCM_SHA384(0x1302, "AES-256-GCM"),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, "CHACHA20-POLY1305");

    final int code;
    /** The cipher in a GnuTLS priority string. */
    final String gnuTls;

    Suite(int code, String gnuTls) {
        this.code = code;
        this.gnuTls = gnuTls;
    }
}
