package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * ML-KEM (FIPS 203) by bcprov's plain functions: the offer is an encapsulation key, the answer a ciphertext made with it. Not by
 * itself a group of ours, but a part of a {@link HybridGroup}. Immutable, thread-safe.
 */
enum MlKem implements KeyExchange {
    MLKEM768(NamedGroup.MLKEM768, MLKEMParameters.ml_kem_768),
    MLKEM1024(NamedGroup.MLKEM1024, MLKEMParameters.ml_kem_1024);

    private final NamedGroup group;
    private final MLKEMParameters parameters;

    MlKem(NamedGroup group, MLKEMParameters parameters) {
        this.group = group;
        this.parameters = parameters;
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    @Override
    public Offer offer(SecureRandom random) {
        var generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(random, parameters));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new DecapsulationKey(
                (MLKEMPrivateKeyParameters) pair.getPrivate(),
                ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded());
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        SecretWithEncapsulation made = new MLKEMGenerator(random).generateEncapsulated(encapsulationKey(peerShare));
        try {
            return new Answer(made.getEncapsulation(), new Secret(made.getSecret()));
        } finally {
            destroy(made); // both are copies
        }
    }

    /** FIPS 203 §7.2: bcprov's constructor looks at the length, and whether each coefficient is below the modulus. */
    private MLKEMPublicKeyParameters encapsulationKey(byte[] share) throws TlsFault {
        try {
            return new MLKEMPublicKeyParameters(parameters, share);
        } catch (IllegalArgumentException refused) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + group
                            + " encapsulation key does not pass the check of its length and its modulus (FIPS"
                            + " 203 §7.2)",
                    refused);
        }
    }

    private static void destroy(SecretWithEncapsulation made) {
        try {
            made.destroy();
        } catch (DestroyFailedException impossible) {
            throw new IllegalStateException("bcprov's secret cannot be erased", impossible);
        }
    }

    private final class DecapsulationKey implements Offer {
        private final byte[] share;
        private MLKEMPrivateKeyParameters key;

        DecapsulationKey(MLKEMPrivateKeyParameters key, byte[] share) {
            this.key = key;
            this.share = share;
        }

        @Override
        public byte[] share() {
            return share;
        }

        /** A ciphertext of the right length always makes a secret: a forged one another than the peer has (FIPS 203 §6.3). */
        @Override
        public Secret agree(byte[] peerShare) throws TlsFault {
            if (key == null) {
                throw new IllegalStateException("the private key of this offer is gone: it was closed");
            }
            var extractor = new MLKEMExtractor(key);
            if (peerShare.length != extractor.getEncapsulationLength()) {
                throw new TlsFault(
                        Alert.ILLEGAL_PARAMETER,
                        "the peer's " + group + " ciphertext has " + peerShare.length + " bytes, not "
                                + extractor.getEncapsulationLength());
            }
            return new Secret(extractor.extractSecret(peerShare));
        }

        /** bcprov shows copies of its arrays alone: they are left to the garbage collector. */
        @Override
        public void close() {
            key = null;
        }
    }
}
