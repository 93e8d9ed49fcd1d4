package dev.handfast.interop;

import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.tls.TlsDHUtils;
import org.bouncycastle.tls.crypto.DHGroup;

/** A named group, by the names that programs give it. */
enum Group {
    X25519("x25519", 0x001D, "X25519", "GROUP-X25519", "x25519"),
    SECP256R1("secp256r1", 0x0017, "P-256", "GROUP-SECP256R1", "P256"),
    SECP384R1("secp384r1", 0x0018, "P-384", "GROUP-SECP384R1", "P384"),
    SECP521R1("secp521r1", 0x0019, "P-521", "GROUP-SECP521R1", "P521"),
    X448("x448", 0x001E, "X448", "GROUP-X448", ""),
    FFDHE2048("ffdhe2048", 0x0100, "ffdhe2048", "GROUP-FFDHE2048", "FF2048"),
    FFDHE3072("ffdhe3072", 0x0101, "ffdhe3072", "GROUP-FFDHE3072", "FF3072"),
    X25519_MLKEM768("X25519MLKEM768", 0x11EC, "X25519MLKEM768", "GROUP-X25519-MLKEM768", "mlkem768x25519"),
    SECP256R1_MLKEM768("SecP256r1MLKEM768", 0x11EB, "SecP256r1MLKEM768", "GROUP-SECP256R1-MLKEM768", ""),
    SECP384R1_MLKEM1024("SecP384r1MLKEM1024", 0x11ED, "SecP384r1MLKEM1024", "GROUP-SECP384R1-MLKEM1024", "");

    /** With a post-quantum part, for TLS 1.3 alone (draft-ietf-tls-ecdhe-mlkem). */
    static final Set<Group> HYBRIDS = EnumSet.of(X25519_MLKEM768, SECP256R1_MLKEM768, SECP384R1_MLKEM1024);

    static final Set<Group> CLASSICAL = EnumSet.complementOf(EnumSet.copyOf(HYBRIDS));

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

    /** Of finite field elements. */
    boolean isFiniteField() {
        return code >> 8 == 1;
    }

    /** Prime and generator of a finite field. */
    DHGroup field() {
        return TlsDHUtils.getNamedDHGroup(code);
    }

    @Override
    public String toString() {
        return standard;
    }
}
