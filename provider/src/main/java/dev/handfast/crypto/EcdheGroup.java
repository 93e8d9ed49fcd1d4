package dev.handfast.crypto;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * ECDHE over a NIST curve (RFC 9846 §4.3.8.2, §7.4.2), by combs over bcprov's field arithmetic. The private key is an array of ours
 * that can be erased, and so is what is in between; the order of operations and the memory they touch do not depend on it. Immutable,
 * thread-safe.
 */
record EcdheGroup(NistCurve curve) implements KeyExchange {
    /** Rows of a comb that is used once: a larger table costs more than it saves. */
    private static final int WIDTH = 4;

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
        curve.check(peerShare); // before the price of a key pair
        try (PrivateHalf ours = generate(random)) {
            return new Answer(ours.share, agree(ours.multiplier, peerShare));
        }
    }

    private PrivateHalf generate(SecureRandom random) {
        int[] multiplier = curve.randomMultiplier(random);
        try (CurvePoint point = multiple(curve.generator(), multiplier)) {
            return new PrivateHalf(multiplier, curve.share(point.x(), point.y()));
        }
    }

    /** @param share is checked */
    private Secret agree(int[] multiplier, byte[] share) {
        Comb peer = curve.comb(curve.x(share), curve.y(share), WIDTH);
        try (CurvePoint point = multiple(peer, multiplier)) {
            byte[] x = new byte[curve.field().length()];
            curve.field().encode(point.x(), x, 0);
            return new Secret(x);
        }
    }

    /** In the plane. A point that is off the curve would tell of the private key: what calculated it is broken. */
    private CurvePoint multiple(Comb comb, int[] multiplier) {
        CurvePoint point = comb.multiply(multiplier);
        point.normalize();
        if (!curve.contains(point.x(), point.y())) {
            throw new IllegalStateException("a multiple of a point on " + group() + " is not on the curve");
        }
        return point;
    }

    private final class PrivateHalf implements Offer {
        private final int[] multiplier;
        private final byte[] share;

        PrivateHalf(int[] multiplier, byte[] share) {
            this.multiplier = multiplier;
            this.share = share;
        }

        @Override
        public byte[] share() {
            return share;
        }

        @Override
        public Secret agree(byte[] peerShare) throws TlsFault {
            curve.check(peerShare);
            return EcdheGroup.this.agree(multiplier, peerShare);
        }

        @Override
        public void close() {
            Arrays.fill(multiplier, 0);
        }
    }
}
