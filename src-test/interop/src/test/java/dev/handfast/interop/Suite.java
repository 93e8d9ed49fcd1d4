package dev.handfast.interop;

import java.util.Optional;
import java.util.stream.Stream;

/** A cipher suite that Handfast has. What programs call it is made of its standard name. */
enum Suite {
    TLS_AES_128_GCM_SHA256(0x1301),
    TLS_AES_256_GCM_SHA384(0x1302),
    TLS_CHACHA20_POLY1305_SHA256(0x1303),

    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA9),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xC024),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xC023),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xC00A),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xC009),

    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA8),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xC014),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xC013),

    TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(0x009F),
    TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(0x009E),
    TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCAA),
    TLS_DHE_RSA_WITH_AES_256_CBC_SHA256(0x006B),
    TLS_DHE_RSA_WITH_AES_128_CBC_SHA256(0x0067),
    TLS_DHE_RSA_WITH_AES_256_CBC_SHA(0x0039),
    TLS_DHE_RSA_WITH_AES_128_CBC_SHA(0x0033),

    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C),
    TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D),
    TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C),
    TLS_RSA_WITH_AES_256_CBC_SHA(0x0035),
    TLS_RSA_WITH_AES_128_CBC_SHA(0x002F);

    final int code;
    private final String cipher;
    private final String hash;

    Suite(int code) {
        this.code = code;
        String protection = name().substring(name().contains("_WITH_") ? name().indexOf("_WITH_") + 6 : 4);
        int end = protection.lastIndexOf('_');
        cipher = protection.substring(0, end);
        hash = protection.substring(end + 1);
    }

    static Optional<Suite> of(int code) {
        return Stream.of(values()).filter(suite -> suite.code == code).findFirst();
    }

    /** The one version that it is for. */
    Version version() {
        return name().contains("_WITH_") ? Version.TLS_1_2 : Version.TLS_1_3;
    }

    /** A key that the server can prove itself by. */
    KeyKind serverKey() {
        return isAuthenticatedBy("RSA") ? KeyKind.RSA : KeyKind.ECDSA_P256;
    }

    private boolean isAuthenticatedBy(String algorithm) {
        return name().contains(algorithm + "_WITH_");
    }

    boolean isCbc() {
        return cipher.endsWith("CBC");
    }

    /** Whether the keys are agreed in a finite field. */
    boolean isFiniteField() {
        return name().startsWith("TLS_DHE_");
    }

    /** In TLS 1.3 every cipher goes with every key exchange. */
    private String keyExchange() {
        return name().substring(4, name().indexOf("_WITH_")).replace('_', '-');
    }

    /** The name in OpenSSL. */
    String openSsl() {
        if (version() == Version.TLS_1_3) {
            return name();
        }
        String exchange = keyExchange().equals("RSA") ? "" : keyExchange() + '-';
        String protection = switch (cipher) {
            case "CHACHA20_POLY1305" -> "CHACHA20-POLY1305";
            case "AES_128_CBC" -> "AES128-" + hash;
            case "AES_256_CBC" -> "AES256-" + hash;
            case "AES_128_GCM" -> "AES128-GCM-" + hash;
            case "AES_256_GCM" -> "AES256-GCM-" + hash;
            default -> throw new AssertionError(cipher);
        };
        return exchange + protection;
    }

    /** What leaves this suite alone in a GnuTLS priority string. */
    String gnuTls() {
        String only = ":-CIPHER-ALL:+" + cipher.replace('_', '-');
        if (version() == Version.TLS_1_3) {
            return only;
        }
        String mac = !isCbc() ? "AEAD" : hash.equals("SHA") ? "SHA1" : hash;
        return only + ":-KX-ALL:+" + keyExchange() + ":-MAC-ALL:+" + mac;
    }
}
