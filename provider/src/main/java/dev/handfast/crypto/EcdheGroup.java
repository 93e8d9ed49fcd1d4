package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** ECDHE over the NIST curves (RFC 9846 §4.3.8.2, §7.4.2), by the JCA. */
enum EcdheGroup implements KeyExchange {
    SECP256R1(NamedGroup.SECP256R1, 32),
    SECP384R1(NamedGroup.SECP384R1, 48),
    SECP521R1(NamedGroup.SECP521R1, 66);

    private static final byte UNCOMPRESSED = 4;

    private final NamedGroup group;
    private final int coordinate;
    private final ECParameterSpec curve;

    EcdheGroup(NamedGroup group, int coordinate) {
        this.group = group;
        this.coordinate = coordinate;
        this.curve = Jca.curve(group.toString());
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    /** The parameters of the curve, to tell whether a key is on it. */
    ECParameterSpec curve() {
        return curve;
    }

    @Override
    public Offer offer(SecureRandom random) {
        try {
            KeyPairGenerator generator = Jca.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec(group.toString()), random);
            KeyPair pair = generator.generateKeyPair();
            return new PrivateHalf(pair.getPrivate(), encode(((ECPublicKey) pair.getPublic()).getW()));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("no installed security provider makes keys on " + group, unsupported);
        }
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        ECPoint peer = decode(peerShare); // before the price of a key pair
        try (PrivateHalf ours = (PrivateHalf) offer(random)) {
            return new Answer(ours.share(), agree(ours.privateKey, peer));
        }
    }

    private Secret agree(PrivateKey privateKey, ECPoint peer) throws TlsFault {
        try {
            KeyAgreement agreement = Jca.keyAgreement("ECDH");
            agreement.init(privateKey);
            agreement.doPhase(Jca.keyFactory("EC").generatePublic(new ECPublicKeySpec(peer, curve)), true);
            return new Secret(agreement.generateSecret());
        } catch (GeneralSecurityException refused) {
            throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the peer's " + group + " key share cannot be used", refused);
        }
    }

    private byte[] encode(ECPoint point) {
        byte[] share = new byte[1 + 2 * coordinate];
        share[0] = UNCOMPRESSED;
        put(point.getAffineX(), share, 1);
        put(point.getAffineY(), share, 1 + coordinate);
        return share;
    }

    private void put(BigInteger number, byte[] share, int at) {
        byte[] bytes = number.toByteArray(); // with a leading sign byte, or shorter than the field
        int skip = Math.max(0, bytes.length - coordinate);
        int length = bytes.length - skip;
        System.arraycopy(bytes, skip, share, at + coordinate - length, length);
    }

    /** RFC 9846 §4.3.8.2: uncompressed, not infinity, coordinates in range, on the curve. */
    private ECPoint decode(byte[] share) throws TlsFault {
        if (share.length != 1 + 2 * coordinate || share[0] != UNCOMPRESSED) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + group + " key share is not an uncompressed point of " + (1 + 2 * coordinate)
                            + " bytes");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(share, 1, 1 + coordinate));
        var y = new BigInteger(1, Arrays.copyOfRange(share, 1 + coordinate, share.length));
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger right = x.multiply(x)
                .add(curve.getCurve().getA())
                .multiply(x)
                .add(curve.getCurve().getB())
                .mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(right)) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the peer's " + group + " key share is not a point on the curve");
        }
        return new ECPoint(x, y);
    }

    private final class PrivateHalf implements Offer {
        private final PrivateKey privateKey;
        private final byte[] share;

        PrivateHalf(PrivateKey privateKey, byte[] share) {
            this.privateKey = privateKey;
            this.share = share;
        }

        @Override
        public byte[] share() {
            return share;
        }

        @Override
        public Secret agree(byte[] peerShare) throws TlsFault {
            return EcdheGroup.this.agree(privateKey, decode(peerShare));
        }

        /** The JDK's EC keys hold a BigInteger, which cannot be erased: the key is left to the garbage collector. */
        @Override
        public void close() {}
    }
}
