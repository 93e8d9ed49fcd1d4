package dev.handfast.jsse;

import dev.handfast.property.Property;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code jdk.crypto.disabledAlgorithms} takes away from the JCA: {@code Service.Algorithm}. Since JDK 25 the JCA refuses it by
 * itself; here it is not negotiated either, so that no handshake runs into the refusal. Immutable.
 *
 * @param entries such as {@code Cipher.AES/GCM/NoPadding}
 */
record DisabledServices(List<String> entries) {

    /** As they are now. */
    static DisabledServices current() {
        return new DisabledServices(Property.CRYPTO_DISABLED_ALGORITHMS.list());
    }

    /** The entry that takes away a cipher or a hash that the suite needs. */
    Optional<String> forbidding(CipherSuite suite) {
        var needed = new ArrayList<String>();
        needed.add("Cipher."
                + switch (suite.bulk()) {
                    case AES_128_GCM, AES_256_GCM -> "AES/GCM/NoPadding";
                    case CHACHA20_POLY1305 -> "ChaCha20-Poly1305";
                    case AES_128_CBC, AES_256_CBC -> "AES/CBC/NoPadding";
                });
        needed.add("MessageDigest." + suite.hash());
        if (suite.keyExchange() == KeyExchangeAlgorithm.RSA) {
            needed.add("Cipher.RSA/ECB/PKCS1Padding");
        }
        return anyOf(needed);
    }

    /** The entry that takes away the signature. */
    Optional<String> forbidding(SignatureScheme scheme) {
        return anyOf(List.of("Signature." + scheme.jcaName()));
    }

    private Optional<String> anyOf(List<String> needed) {
        for (String entry : entries) {
            for (String service : needed) {
                if (entry.equalsIgnoreCase(service)) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }
}
