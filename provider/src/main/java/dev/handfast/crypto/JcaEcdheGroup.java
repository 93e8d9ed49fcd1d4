package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** ECDHE over a NIST curve (RFC 9846 §4.3.8.2, §7.4.2), by the provider that the JCA chooses. Immutable, thread-safe. */
record JcaEcdheGroup(NistCurve curve) implements KeyExchange {
    @Override
    public NamedGroup group() {
        return curve.group();
    }

    @Override
    public Offer offer(SecureRandom random) {
        try {
            KeyPairGenerator generator = Jca.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec(group().toString()), random);
            KeyPair pair = generator.generateKeyPair();
            ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
            byte[] share = curve.domain()
                    .getCurve()
                    .createPoint(point.getAffineX(), point.getAffineY())
                    .getEncoded(false);
            return new JcaPrivateHalf(share, peerShare -> agree(pair.getPrivate(), peerShare));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("no installed security provider makes keys on " + group(), unsupported);
        }
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        curve.decode(peerShare); // before the price of a key pair
        try (Offer ours = offer(random)) {
            return new Answer(ours.share(), ours.agree(peerShare));
        }
    }

    private Secret agree(PrivateKey privateKey, byte[] peerShare) throws TlsFault {
        var peer = curve.decode(peerShare);
        var point = new ECPoint(
                peer.getAffineXCoord().toBigInteger(), peer.getAffineYCoord().toBigInteger());
        try {
            KeyAgreement agreement = Jca.keyAgreement("ECDH");
            agreement.init(privateKey);
            agreement.doPhase(
                    Jca.keyFactory("EC").generatePublic(new ECPublicKeySpec(point, curve.parameters())), true);
            return new Secret(agreement.generateSecret());
        } catch (GeneralSecurityException refused) {
            throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the peer's " + group() + " key share cannot be used", refused);
        }
    }
}
