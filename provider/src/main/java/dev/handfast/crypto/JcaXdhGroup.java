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
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** X25519 and X448 (RFC 7748; RFC 9846 §4.3.8.2, §7.4.2), by the provider that the JCA chooses. Immutable, thread-safe. */
enum JcaXdhGroup implements KeyExchange {
    X25519(NamedGroup.X25519, NamedParameterSpec.X25519, 255),
    X448(NamedGroup.X448, NamedParameterSpec.X448, 448);

    private final NamedGroup group;
    private final NamedParameterSpec curve;
    private final int bits;

    JcaXdhGroup(NamedGroup group, NamedParameterSpec curve, int bits) {
        this.group = group;
        this.curve = curve;
        this.bits = bits;
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    @Override
    public Offer offer(SecureRandom random) {
        try {
            KeyPairGenerator generator = Jca.keyPairGenerator(curve.getName());
            generator.initialize(curve, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] share = encode(((XECPublicKey) pair.getPublic()).getU());
            return new JcaPrivateHalf(share, peerShare -> agree(pair.getPrivate(), peerShare));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("no installed security provider makes keys of " + group, unsupported);
        }
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        try (Offer ours = offer(random)) {
            return new Answer(ours.share(), ours.agree(peerShare));
        }
    }

    private Secret agree(PrivateKey privateKey, byte[] peerShare) throws TlsFault {
        if (peerShare.length != length()) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + group + " key share has " + peerShare.length + " bytes, not " + length());
        }
        try {
            KeyAgreement agreement = Jca.keyAgreement(curve.getName());
            agreement.init(privateKey);
            var peer = new XECPublicKeySpec(curve, decode(peerShare));
            agreement.doPhase(Jca.keyFactory(curve.getName()).generatePublic(peer), true);
            return XdhGroup.notZero(new Secret(agreement.generateSecret()), group);
        } catch (GeneralSecurityException refused) { // with the JDK's provider so do low-order points (§7.4.2)
            throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the peer's " + group + " key share cannot be used", refused);
        }
    }

    private int length() {
        return (bits + 7) / 8;
    }

    /** Little-endian, without the bit above the field's (RFC 7748 §5). */
    private BigInteger decode(byte[] share) {
        return new BigInteger(1, reversed(share)).mod(BigInteger.ONE.shiftLeft(bits));
    }

    private byte[] encode(BigInteger u) {
        byte[] share = new byte[length()];
        for (int i = 0; i < share.length; i++) {
            share[i] = u.shiftRight(Byte.SIZE * i).byteValue();
        }
        return share;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
