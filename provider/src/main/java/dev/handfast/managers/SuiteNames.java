package dev.handfast.managers;

import dev.handfast.wire.CipherSuite;
import java.util.ArrayList;
import java.util.List;

/** The names by which a constraint may mean a cipher suite: its own, and those that the JDK gives to its parts. */
final class SuiteNames {
    private SuiteNames() {}

    static List<String> of(CipherSuite suite) {
        var names = new ArrayList<>(ofKeyExchange(suite));
        names.addAll(
                switch (suite.bulk()) {
                    case AES_128_GCM -> List.of("AES", "GCM", "NoPadding", "AES_128_GCM");
                    case AES_256_GCM -> List.of("AES", "GCM", "NoPadding", "AES_256_GCM");
                    case CHACHA20_POLY1305 -> List.of("ChaCha20-Poly1305");
                    case AES_128_CBC -> List.of("AES", "CBC", "NoPadding", "AES_128_CBC");
                    case AES_256_CBC -> List.of("AES", "CBC", "NoPadding", "AES_256_CBC");
                });
        names.addAll(
                switch (suite.mac()) {
                    case NULL -> List.of();
                    case HMAC_SHA1 -> List.of("SHA1", "SHA-1", "HmacSHA1");
                    case HMAC_SHA256 -> hash("SHA-256");
                    case HMAC_SHA384 -> hash("SHA-384");
                });
        names.addAll(hash(suite.hash())); // of the PRF: a suite with HMAC_SHA1 needs SHA-256, too
        return names;
    }

    /** Its own name, and those of what precedes the records: key exchange and authentication. */
    static List<String> ofKeyExchange(CipherSuite suite) {
        var names = new ArrayList<String>();
        names.add(suite.name());
        names.addAll(
                switch (suite.keyExchange()) {
                    case NEGOTIATED -> List.of();
                    case RSA -> List.of("RSA");
                    case DHE_RSA -> List.of("DHE_RSA", "DHE", "DH", "DiffieHellman", "RSA");
                    case ECDHE_RSA -> List.of("ECDHE_RSA", "ECDHE", "RSA");
                    case ECDHE_ECDSA -> List.of("ECDHE_ECDSA", "ECDHE", "ECDSA");
                });
        return names;
    }

    private static List<String> hash(String name) {
        String plain = name.replace("-", "");
        return List.of(name, plain, "Hmac" + plain);
    }
}
