package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.NamedGroup;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Set;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who calculates: by default, by the list of providers, and by property. */
class PrimitiveTest {
    private static final String PREFIX = "dev.handfast.crypto.";
    private static final Set<Primitive> LEFT_TO_THE_JCA = Set.of(
            Primitive.ECDSA_SIGN, Primitive.RSA, Primitive.AES_GCM, Primitive.CHACHA20_POLY1305, Primitive.HASHES);

    @AfterEach
    void restore() {
        Security.removeProvider(Fast.NAME);
        for (Primitive primitive : Primitive.values()) {
            System.clearProperty(PREFIX + primitive);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTableCountsWhereTheJdkWouldBeAsked(Primitive primitive) {
        assertEquals(!LEFT_TO_THE_JCA.contains(primitive), primitive.isBcprovs());
        assertEquals(!LEFT_TO_THE_JCA.contains(primitive), primitive.decision().startsWith("bcprov: "));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RSA", "AES_GCM", "CHACHA20_POLY1305", "HASHES"},
            mode = Mode.EXCLUDE)
    void aProviderBeforeTheJdksIsUsedAsLongAsItIsThere(Primitive primitive) {
        boolean before = primitive.isBcprovs();
        Security.insertProviderAt(new Fast(), 1);
        assertFalse(primitive.isBcprovs());
        assertTrue(primitive.decision().startsWith("Fast: it is before the JDK's"), primitive::decision);
        Security.removeProvider(Fast.NAME);
        assertEquals(before, primitive.isBcprovs());
    }

    @ParameterizedTest
    @EnumSource
    void aProviderBehindTheJdksChangesNothing(Primitive primitive) {
        boolean before = primitive.isBcprovs();
        Security.addProvider(new Fast());
        assertEquals(before, primitive.isBcprovs());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RSA", "AES_GCM", "CHACHA20_POLY1305", "HASHES"},
            mode = Mode.EXCLUDE)
    void aPropertyIsTheLastWord(Primitive primitive) {
        System.setProperty(PREFIX + primitive, "jca");
        assertFalse(primitive.isBcprovs());
        assertTrue(primitive.decision().endsWith(": " + PREFIX + primitive + " says so"), primitive::decision);
        Security.insertProviderAt(new Fast(), 1);
        System.setProperty(PREFIX + primitive, "BCprov");
        assertTrue(primitive.isBcprovs());
        assertEquals("bcprov: " + PREFIX + primitive + " says so", primitive.decision());
    }

    /** What is told of it is PropertyTest's. */
    @Test
    void aPropertyWithAnotherValueCountsAsNotSet() {
        System.setProperty(PREFIX + "x25519", "openssl");
        assertTrue(Primitive.X25519.isBcprovs());
        System.setProperty(PREFIX + "ecdsa.sign", "openssl");
        assertFalse(Primitive.ECDSA_SIGN.isBcprovs());
    }

    @Test
    void keyExchangesFollowTheTable() {
        assertInstanceOf(XdhGroup.class, KeyExchange.of(NamedGroup.X25519));
        assertInstanceOf(XdhGroup.class, KeyExchange.of(NamedGroup.X448));
        assertInstanceOf(EcdheGroup.class, KeyExchange.of(NamedGroup.SECP256R1));
        Security.insertProviderAt(new Fast(), 1);
        assertInstanceOf(JcaXdhGroup.class, KeyExchange.of(NamedGroup.X25519));
        assertInstanceOf(JcaXdhGroup.class, KeyExchange.of(NamedGroup.X448));
        assertInstanceOf(JcaEcdheGroup.class, KeyExchange.of(NamedGroup.SECP521R1));
    }

    /** Has what the table is about. */
    private static final class Fast extends Provider {
        private static final long serialVersionUID = 1L;
        private static final String NAME = "Fast";

        Fast() {
            super(NAME, "1", "has what the table is about");
            for (String algorithm : new String[] {"X25519", "X448", "ECDH"}) {
                put("KeyAgreement." + algorithm, NoAgreement.class.getName());
            }
            for (String algorithm : new String[] {"SHA256withECDSA", "Ed25519", "Ed448"}) {
                put("Signature." + algorithm, EcdsaVerifierTest.CredulousSignature.class.getName());
            }
        }
    }

    /** Made by the JCA. */
    public static final class NoAgreement extends KeyAgreementSpi {
        @Override
        protected void engineInit(Key key, SecureRandom random) throws InvalidKeyException {
            throw new InvalidKeyException("this one agrees on nothing");
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters, SecureRandom random)
                throws InvalidKeyException {
            throw new InvalidKeyException("this one agrees on nothing");
        }

        @Override
        protected Key engineDoPhase(Key key, boolean lastPhase) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineGenerateSecret() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineGenerateSecret(byte[] secret, int offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SecretKey engineGenerateSecret(String algorithm) {
            throw new UnsupportedOperationException();
        }
    }
}
