package dev.handfast.interop;

/** A named group of TLS 1.3, by the names that programs give it. */
enum Group {
    X25519("x25519", 0x001D, "X25519", "GROUP-X25519", "x25519"),
    SECP256R1("secp256r1", 0x0017, "P-256", "GROUP-SECP256R1", "P256"),
    SECP384R1("secp384r1", 0x0018, "P-384", "GROUP-SECP384R1", "P384"),
    SECP521R1("secp521r1", 0x0019, "P-521", "GROUP-SECP521R1", "P521"),
    X448("x448", 0x001E, "X448", "GROUP-X448", "");

    final String standard;
    final int code;
    final String openSsl;
    final String gnuTls;
    /** Empty if NSS does not know it. */
    final String nss;

    Group(String standard, int code, String openSsl, String gnuTls, String nss) {
        this.standard = standard;
        this.code = code;
        this.openSsl = openSsl;
        this.gnuTls = gnuTls;
        this.nss = nss;
    }

    @Override
    public String toString() {
        return standard;
    }
}
