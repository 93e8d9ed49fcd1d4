package dev.handfast.crypto;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ECDHE over a NIST curve (RFC 9846 §4.3.8.2, §7.4.2), by bcprov's plain functions. Immutable, thread-safe. */
record EcdheGroup(NistCurve curve) implements KeyExchange {
    /**
     * A comb is made for points that are multiplied often. It serves the peer's point, too, because of its regularity: the same
     * point operations for every number, over a table that is read whole. It checks that what comes out is on the curve.
     */
    private static final ECMultiplier COMB = new FixedPointCombMultiplier();

    @Override
    public NamedGroup group() {
        return curve.group();
    }

    @Override
    public Offer offer(SecureRandom random) {
        return generate(random);
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        ECPoint peer = curve.decode(peerShare); // before the price of a key pair
        try (PrivateHalf ours = generate(random)) {
            return new Answer(ours.share(), agree(ours.multiplier, peer));
        }
    }

    private PrivateHalf generate(SecureRandom random) {
        BigInteger multiplier = curve.randomMultiplier(random);
        return new PrivateHalf(
                multiplier, COMB.multiply(curve.domain().getG(), multiplier).getEncoded(false));
    }

    private static Secret agree(BigInteger multiplier, ECPoint peer) {
        return new Secret(
                COMB.multiply(peer, multiplier).normalize().getAffineXCoord().getEncoded());
    }

    private final class PrivateHalf implements Offer {
        private final byte[] share;
        private BigInteger multiplier;

        PrivateHalf(BigInteger multiplier, byte[] share) {
            this.multiplier = multiplier;
            this.share = share;
        }

        @Override
        public byte[] share() {
            return share;
        }

        @Override
        public Secret agree(byte[] peerShare) throws TlsFault {
            ECPoint peer = curve.decode(peerShare);
            if (multiplier == null) {
                throw new IllegalStateException("the private key of this offer is gone: it was closed");
            }
            return EcdheGroup.agree(multiplier, peer);
        }

        /** A BigInteger cannot be erased: it is left to the garbage collector. */
        @Override
        public void close() {
            multiplier = null;
        }
    }
}
