package dev.handfast.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.bouncycastle.math.Primes;

/**
 * Primes p of which (p-1)/2 is prime, too: modulo such a p there is no small subgroup to be forced into but that of 1 and p-1
 * (RFC 7919 §5.1). Thread-safe.
 */
final class SafePrimes {
    /** A composite passes one round with a probability of at most 1/4, whoever made it: all of them, of at most 2^-40. */
    private static final int ROUNDS = 20;

    private static final int REMEMBERED = 32;
    private static final int GUARD_BITS = 64;

    /** RFC 7919 appendix A, by bits. */
    private static final Map<Integer, BigInteger> FFDHE = Map.of(
            2048, ofE(2048, 560316),
            3072, ofE(3072, 2625351),
            4096, ofE(4096, 5736041),
            6144, ofE(6144, 15705020),
            8192, ofE(8192, 10965728));

    private static final ReentrantLock REMEMBERING = new ReentrantLock();
    private static final Deque<BigInteger> LATEST = new ArrayDeque<>();

    private SafePrimes() {}

    /** The prime of the ffdhe group of 2048, 3072, 4096, 6144 or 8192 bits. */
    static BigInteger ffdhe(int bits) {
        return FFDHE.get(bits);
    }

    /**
     * Whether {@code p}, of at least 2048 bits, is a safe prime. Slow for one that no standard names; the last {@value
     * #REMEMBERED} good ones are remembered.
     */
    static boolean contain(BigInteger p) {
        if (FFDHE.containsValue(p) || Modp.PRIMES.contains(p) || isRemembered(p)) {
            return true;
        }
        boolean safe = isSafe(p);
        if (safe) {
            remember(p);
        }
        return safe;
    }

    /** Nothing is spent on a composite but what shows that it is one. */
    private static boolean isSafe(BigInteger p) {
        BigInteger q = p.shiftRight(1);
        return p.testBit(0)
                && !Primes.hasAnySmallFactors(q)
                && !Primes.hasAnySmallFactors(p)
                // Given that q is prime, this alone proves that 2q+1 is (Pocklington).
                && BigInteger.TWO.modPow(p.subtract(BigInteger.ONE), p).equals(BigInteger.ONE)
                // BigInteger's own test makes two rounds at this size, which is for numbers that nobody chose.
                && Primes.isMRProbablePrime(q, new SecureRandom(), ROUNDS);
    }

    private static boolean isRemembered(BigInteger p) {
        return withLatest(latest -> latest.contains(p));
    }

    private static void remember(BigInteger p) {
        withLatest(latest -> {
            latest.addFirst(p);
            return latest.size() > REMEMBERED ? latest.removeLast() : p;
        });
    }

    /** For tests: how many are remembered. */
    static int remembered() {
        return withLatest(Deque::size);
    }

    private static <T> T withLatest(Function<Deque<BigInteger>, T> use) {
        REMEMBERING.lock();
        try {
            return use.apply(LATEST);
        } finally {
            REMEMBERING.unlock();
        }
    }

    /** RFC 3526 §3 to §7, which many servers are set to; made only when somebody comes with a prime of his own. */
    private static final class Modp {
        static final Set<BigInteger> PRIMES = Set.of(
                ofPi(2048, 124476), ofPi(3072, 1690314), ofPi(4096, 240904), ofPi(6144, 929484), ofPi(8192, 4743158));
    }

    private static BigInteger ofE(int bits, long addend) {
        return prime(bits, e(bits - 130), addend);
    }

    private static BigInteger ofPi(int bits, long addend) {
        return prime(bits, pi(bits - 130), addend);
    }

    /** {@code 2^bits - 2^(bits-64) + (digits + addend) * 2^64 - 1}, the form of both standards. */
    private static BigInteger prime(int bits, BigInteger digits, long addend) {
        return BigInteger.ONE
                .shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - 64))
                .add(digits.add(BigInteger.valueOf(addend)).shiftLeft(64))
                .subtract(BigInteger.ONE);
    }

    /** {@code [2^bits * e]}: the sum of 1/n!. */
    private static BigInteger e(int bits) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = BigInteger.ONE.shiftLeft(bits + GUARD_BITS);
        for (int n = 1; term.signum() != 0; n++) {
            sum = sum.add(term);
            term = term.divide(BigInteger.valueOf(n));
        }
        return sum.shiftRight(GUARD_BITS);
    }

    /** {@code [2^bits * pi]}: 16 arctan(1/5) - 4 arctan(1/239) (Machin). */
    private static BigInteger pi(int bits) {
        BigInteger one = BigInteger.ONE.shiftLeft(bits + GUARD_BITS);
        return arctanOfInverse(5, one)
                .shiftLeft(4)
                .subtract(arctanOfInverse(239, one).shiftLeft(2))
                .shiftRight(GUARD_BITS);
    }

    private static BigInteger arctanOfInverse(int x, BigInteger one) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger power = one.divide(BigInteger.valueOf(x));
        BigInteger minusSquare = BigInteger.valueOf(x).pow(2).negate();
        for (int n = 1; power.signum() != 0; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = power.divide(minusSquare);
        }
        return sum;
    }
}
