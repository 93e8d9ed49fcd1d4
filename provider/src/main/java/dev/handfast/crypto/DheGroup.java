package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A group of TLS 1.2's DHE, which a server may choose freely (RFC 5246 §7.4.3, §8.1.2). Immutable, thread-safe. */
public final class DheGroup {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;

    private final FiniteField field;

    private DheGroup(FiniteField field) {
        this.field = field;
    }

    /**
     * A group of RFC 7919.
     *
     * @throws IllegalArgumentException if {@code group} is none of them
     */
    public static DheGroup named(NamedGroup group) {
        return Stream.of(FfdheGroup.values())
                .filter(known -> known.group().equals(group))
                .map(known -> of(known.group().toString(), known.p(), known.g()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(group + " is no finite field of RFC 7919"));
    }

    /**
     * The group of a server's ServerKeyExchange. Slow for a prime that no standard names: deferred work.
     *
     * @param p {@code dh_p}
     * @param g {@code dh_g}
     * @throws TlsFault {@code insufficient_security} for less than 2048 bits; {@code illegal_parameter} for more than 8192, for
     *     a p that is no safe prime and for a g out of range; {@code handshake_failure} if no installed provider can use it
     */
    public static DheGroup checked(byte[] p, byte[] g) throws TlsFault {
        var prime = new BigInteger(1, p);
        var generator = new BigInteger(1, g);
        int bits = prime.bitLength();
        if (bits < MIN_BITS) {
            throw new TlsFault(
                    Alert.INSUFFICIENT_SECURITY,
                    "the server's Diffie-Hellman prime has " + bits + " bits, which is less than " + MIN_BITS
                            + ": it should use a group of RFC 7919");
        }
        if (bits > MAX_BITS) { // every bit costs us time
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server's Diffie-Hellman prime has " + bits + " bits, which is more than " + MAX_BITS);
        }
        if (generator.compareTo(BigInteger.ONE) <= 0 || generator.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the server's Diffie-Hellman generator is not between 1 and p-1");
        }
        DheGroup group = of("finite field of " + bits + " bits", prime, generator);
        if (!group.field.isUsable()) {
            throw new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    "no installed security provider can use the server's Diffie-Hellman prime of " + bits
                            + " bits: it should use a group of RFC 7919");
        }
        if (!SafePrimes.contain(prime)) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server's Diffie-Hellman modulus is no safe prime: it should use a group of RFC 7919");
        }
        return group;
    }

    private static DheGroup of(String name, BigInteger p, BigInteger g) {
        return new DheGroup(new FiniteField(name, p, g, FiniteFieldForm.STRIPPED));
    }

    /** Bits of p. */
    public int bits() {
        return field.p().bitLength();
    }

    /** {@code dh_p}, without leading zeros. */
    public byte[] p() {
        return unsigned(field.p());
    }

    /** {@code dh_g}, without leading zeros. */
    public byte[] g() {
        return unsigned(field.g());
    }

    /** The group of RFC 7919 that this is, if it is one. */
    public Optional<NamedGroup> group() {
        return Stream.of(FfdheGroup.values())
                .filter(known -> known.p().equals(field.p()) && known.g().equals(field.g()))
                .map(FfdheGroup::group)
                .findFirst();
    }

    /** What the side that speaks first starts with; {@code share} is its {@code dh_Y}. */
    public Offer offer(SecureRandom random) {
        return field.offer(random);
    }

    /**
     * What the other side makes of it.
     *
     * @throws TlsFault {@code handshake_failure} if the peer's public value is not between 1 and p-1 (RFC 7919 §3, §4)
     */
    public Answer answer(byte[] peerPublic, SecureRandom random) throws TlsFault {
        return field.answer(peerPublic, random);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
