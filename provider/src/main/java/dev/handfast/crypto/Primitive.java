package dev.handfast.crypto;

import static dev.handfast.crypto.Implementation.BCPROV;
import static dev.handfast.crypto.Implementation.JCA;

import dev.handfast.crypto.Jca.Service;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.security.Provider;
import java.util.Locale;
import java.util.Optional;

/**
 * The table of who calculates what, and why. bcprov stands in for the JDK's own provider alone: where the list of providers has
 * another one before it, that one is what the operator wants. A property is his last word. Both are looked at each time, and count
 * at once. The factors are of one core of a Zen 3 and of a Zen 4; {@code PrimitivesBenchmark} measures
 * them anew.
 */
public enum Primitive {
    X25519(
            Property.BY_X25519,
            Service.AGREEMENT,
            "X25519",
            BCPROV,
            "2.5 times as fast as SunEC, and the private key can be erased; both are ladders of one length without"
                    + " branches on secrets"),
    X448(
            Property.BY_X448,
            Service.AGREEMENT,
            "X448",
            BCPROV,
            "two to three times as fast as SunEC, and the private key can be erased; both are ladders of one length without branches on"
                    + " secrets"),
    SECP256R1(Property.BY_SECP256R1, Service.AGREEMENT, "ECDH", BCPROV, Reasons.COMBS),
    SECP384R1(Property.BY_SECP384R1, Service.AGREEMENT, "ECDH", BCPROV, Reasons.COMBS),
    SECP521R1(Property.BY_SECP521R1, Service.AGREEMENT, "ECDH", BCPROV, Reasons.COMBS),
    ECDSA_SIGN(
            Property.BY_ECDSA_SIGN,
            Service.SIGNATURE,
            "SHA256withECDSA",
            JCA,
            "the key lives long and is measured often: SunEC has no branch on secrets, while bcprov's comb and inversion"
                    + " of the nonce are regular, but the last multiplications, of the key itself, are BigInteger's;"
                    + " bcprov would be as fast on JDK 25, and several times as fast on 17"),
    ECDSA_VERIFY(
            Property.BY_ECDSA_VERIFY,
            Service.SIGNATURE,
            "SHA256withECDSA",
            BCPROV,
            "four times as fast as SunEC or more; nothing in it is secret"),
    ED25519_SIGN(Property.BY_ED25519_SIGN, Service.SIGNATURE, "Ed25519", BCPROV, "twenty times" + Reasons.EDDSA_SIGN),
    ED25519_VERIFY(
            Property.BY_ED25519_VERIFY,
            Service.SIGNATURE,
            "Ed25519",
            BCPROV,
            "five to seven times" + Reasons.EDDSA_VERIFY),
    ED448_SIGN(Property.BY_ED448_SIGN, Service.SIGNATURE, "Ed448", BCPROV, "thirteen times" + Reasons.EDDSA_SIGN),
    ED448_VERIFY(Property.BY_ED448_VERIFY, Service.SIGNATURE, "Ed448", BCPROV, "five times" + Reasons.EDDSA_VERIFY),
    RSA(Service.SIGNATURE, "RSASSA-PSS", "bcprov is as fast as SunRsaSign, and no faster; both blind the private key"),
    AES_GCM(
            Service.CIPHER,
            "AES/GCM/NoPadding",
            "the JVM's intrinsics make SunJCE 47 to 94 times as fast as bcprov, whose AES reads tables by secrets"),
    CHACHA20_POLY1305(
            Service.CIPHER,
            "ChaCha20-Poly1305",
            "SunJCE is 2 to 18 times as fast as bcprov; neither branches on secrets"),
    HASHES(Service.MAC, "HmacSHA256", "the JVM's intrinsics make SunJCE 8 to 10 times as fast as bcprov");

    /** Reasons that several have in common; in a class of their own, since the constants of an enum come before its fields. */
    private static final class Reasons {
        static final String COMBS = "two to four times as fast as SunEC; the order of point operations is the same for"
                + " all keys, and their table is read whole; what is left are branches of bcprov's field arithmetic, of"
                + " which a key that is used once shows too little";
        static final String EDDSA_SIGN = " as fast as SunEC; it is made to take the same time for all keys: combs whose"
                + " tables are read whole, and no branches on secrets";
        static final String EDDSA_VERIFY = " as fast as SunEC; nothing in it is secret";
    }

    private final Optional<Property> property;
    private final Service service;
    private final String algorithm;
    private final Implementation byDefault;
    private final String why;

    Primitive(Property property, Service service, String algorithm, Implementation byDefault, String why) {
        this(Optional.of(property), service, algorithm, byDefault, why);
    }

    /** One that the list of providers alone decides. */
    Primitive(Service service, String algorithm, String why) {
        this(Optional.empty(), service, algorithm, JCA, why);
    }

    Primitive(Optional<Property> property, Service service, String algorithm, Implementation byDefault, String why) {
        this.property = property;
        this.service = service;
        this.algorithm = algorithm;
        this.byDefault = byDefault;
        this.why = why;
    }

    /** Whether bcprov calculates, as things stand now. */
    boolean isBcprovs() {
        return isBcprovs(algorithm);
    }

    /** As {@link #isBcprovs()}, where there are several algorithms. */
    boolean isBcprovs(String one) {
        Optional<Implementation> ordered = ordered();
        return ordered.isPresent()
                ? ordered.get() == BCPROV
                : byDefault == BCPROV && isLeftToUs(Jca.provider(service, one));
    }

    /** Whether the list of providers has none of the operator's for it. */
    private static boolean isLeftToUs(Optional<Provider> first) {
        return first.isEmpty() || Jca.isOfTheJdk(first.get());
    }

    private Optional<Implementation> ordered() {
        return property.isPresent()
                ? property.get().choice(Implementation.class, Warnings.ofThisJvm())
                : Optional.empty();
    }

    /** Who calculates now, and by what reason, as a sentence. */
    public String decision() {
        Optional<Provider> first = Jca.provider(service, algorithm);
        String name = isBcprovs() ? "bcprov" : first.map(Provider::getName).orElse("nobody");
        if (ordered().isPresent()) {
            return name + ": " + property.orElseThrow() + " says so";
        }
        return name + ": "
                + (isLeftToUs(first) ? why : "it is before the JDK's provider in the list, and has " + algorithm);
    }

    /** As the table is printed, such as {@code ecdsa.sign}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
