package dev.handfast.crypto;

import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/** Diffie-Hellman modulo a safe prime, by the JCA, in the form of one version of TLS. Immutable, thread-safe. */
final class FiniteField {
    private final String name;
    private final BigInteger p;
    private final BigInteger g;
    private final FiniteFieldForm form;

    /** @param name for sentences about a peer's share, such as {@code ffdhe2048} */
    FiniteField(String name, BigInteger p, BigInteger g, FiniteFieldForm form) {
        this.name = name;
        this.p = p;
        this.g = g;
        this.form = form;
    }

    BigInteger p() {
        return p;
    }

    BigInteger g() {
        return g;
    }

    /** Whether an installed provider makes keys here; SunJCE's bits of p are a multiple of 64. */
    boolean isUsable() {
        try {
            Jca.keyPairGenerator("DH").initialize(parameters());
            return true;
        } catch (InvalidAlgorithmParameterException refused) {
            return false;
        }
    }

    /** A new key pair. Public values are written as long as p in either form. */
    Offer offer(SecureRandom random) {
        return generate(random);
    }

    /**
     * A new key pair, agreed with the peer's.
     *
     * @throws TlsFault as {@link FiniteFieldForm#outOfRange} says if the peer's public value is none
     */
    Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        BigInteger peer = decode(peerShare); // before the price of a key pair
        try (PrivateHalf ours = generate(random)) {
            return new Answer(ours.share(), agree(ours.privateKey, peer));
        }
    }

    private PrivateHalf generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = Jca.keyPairGenerator("DH");
            generator.initialize(parameters(), random);
            KeyPair pair = generator.generateKeyPair();
            return new PrivateHalf(pair.getPrivate(), padded(((DHPublicKey) pair.getPublic()).getY()));
        } catch (InvalidAlgorithmParameterException unsupported) {
            throw new IllegalStateException("no installed security provider makes keys of " + name, unsupported);
        }
    }

    private DHParameterSpec parameters() {
        return new DHParameterSpec(p, g, privateBits());
    }

    /** RFC 7919 §5.2 and appendix A: shorter exponents are as strong as the field, as long as p is a safe prime. */
    private int privateBits() {
        int bits = p.bitLength();
        return bits <= 2048 ? 225 : bits <= 3072 ? 275 : bits <= 4096 ? 325 : bits <= 6144 ? 375 : 400;
    }

    private Secret agree(PrivateKey privateKey, BigInteger peer) throws TlsFault {
        try {
            KeyAgreement agreement = Jca.keyAgreement("DH");
            agreement.init(privateKey);
            agreement.doPhase(Jca.keyFactory("DH").generatePublic(new DHPublicKeySpec(peer, p, g)), true);
            return form.secret(padded(agreement.generateSecret()));
        } catch (GeneralSecurityException refused) {
            throw new TlsFault(form.outOfRange(), "the peer's " + name + " key share cannot be used", refused);
        }
    }

    /** RFC 9846 §4.3.8.1, RFC 7919 §5.1: 1 and p-1 are the small subgroup. */
    private BigInteger decode(byte[] share) throws TlsFault {
        if (!form.allows(share.length, length())) {
            throw new TlsFault(
                    form.outOfRange(),
                    "the peer's " + name + " key share has " + share.length + " bytes, not " + length());
        }
        var y = new BigInteger(1, share);
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(p.subtract(BigInteger.ONE)) >= 0) {
            throw new TlsFault(form.outOfRange(), "the peer's " + name + " key share is not between 1 and p-1");
        }
        return y;
    }

    private int length() {
        return (p.bitLength() + 7) / 8;
    }

    private byte[] padded(BigInteger number) {
        return padded(number.toByteArray()); // with a leading sign byte, or shorter than the field
    }

    /** Not every provider pads the secret. */
    private byte[] padded(byte[] number) {
        byte[] padded = new byte[length()];
        int used = Math.min(number.length, padded.length);
        System.arraycopy(number, number.length - used, padded, padded.length - used, used);
        Arrays.fill(number, (byte) 0);
        return padded;
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
            return FiniteField.this.agree(privateKey, decode(peerShare));
        }

        /** The JDK's DH keys hold a BigInteger, which cannot be erased: the key is left to the garbage collector. */
        @Override
        public void close() {}
    }
}
