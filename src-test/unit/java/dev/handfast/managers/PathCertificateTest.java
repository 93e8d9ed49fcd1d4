package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.TestAuthority;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who verifies the signatures of a path, and that nothing else of a certificate changes by that. */
class PathCertificateTest {
    private static final String CHOICE = "dev.handfast.crypto.ecdsa.verify";
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");

    @AfterEach
    void restore() {
        Security.removeProvider(Counting.NAME);
        System.clearProperty(CHOICE);
    }

    static Stream<Arguments> getters() {
        return Stream.of(X509Certificate.class.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && method.getDeclaringClass() != Object.class
                        && !Modifier.isStatic(method.getModifiers()))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("getters")
    void saysWhatTheCertificateSays(Method getter) throws ReflectiveOperationException {
        X509Certificate certificate =
                AUTHORITY.leaf().commonName("good").host("good.example").issue().leaf();
        X509Certificate wrapped = inPath(certificate);

        assertArrayEquals(new Object[] {getter.invoke(certificate)}, new Object[] {getter.invoke(wrapped)});
        assertEquals(certificate, wrapped);
        assertEquals(certificate.hashCode(), wrapped.hashCode());
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA256withECDSA, bcprov, 0",
        "secp256r1, SHA256withECDSA, jca, 1",
        "secp384r1, SHA256withECDSA, bcprov, 0",
        "secp521r1, SHA256withECDSA, bcprov, 0",
        "RSA2048, SHA256withRSA, bcprov, 0"
    })
    void pathsAreVerifiedByWhomTheTableNames(String keyType, String algorithm, String choice, int asked)
            throws GeneralSecurityException {
        var authority = new TestAuthority("of " + keyType, keyType, algorithm);
        X509Certificate[] chain = authority.leaf().commonName("good").issue().chain();
        X509TrustManager manager = trusting(authority.certificate);
        System.setProperty(CHOICE, choice);
        var counting = new Counting();
        Security.insertProviderAt(counting, 1);

        manager.checkClientTrusted(chain, "EC");

        assertEquals(asked > 0, counting.asked.get() > 0, () -> counting.asked + " times");
    }

    @Test
    void anEdwardsCurveIsVerifiedToo() throws GeneralSecurityException {
        var authority = new TestAuthority("ed", "Ed25519", "Ed25519");
        X509Certificate leaf = authority.leaf().commonName("good").issue().leaf();

        inPath(leaf).verify(authority.certificate.getPublicKey());

        PublicKey other = new TestAuthority("other ed", "Ed25519", "Ed25519").certificate.getPublicKey();
        assertThrows(SignatureException.class, () -> inPath(leaf).verify(other));
    }

    @Test
    void aForgedSignatureIsRefusedInTheJdksWords() throws GeneralSecurityException {
        X509Certificate forged =
                forged(AUTHORITY.leaf().commonName("good").issue().leaf());
        PublicKey key = AUTHORITY.certificate.getPublicKey();

        SignatureException jdk = assertThrows(SignatureException.class, () -> forged.verify(key));
        SignatureException ours =
                assertThrows(SignatureException.class, () -> inPath(forged).verify(key));
        assertEquals(jdk.getMessage(), ours.getMessage());

        X509TrustManager manager = trusting(AUTHORITY.certificate);
        var refused = assertThrows(
                CertificateException.class, () -> manager.checkClientTrusted(new X509Certificate[] {forged}, "EC"));
        assertTrue(refused.getMessage().contains("signature check failed"), refused::getMessage);
    }

    /** What is remembered is the one key that signed. */
    @Test
    void aVerifiedCertificateIsStillNotAnothersWork() throws GeneralSecurityException {
        X509Certificate leaf = AUTHORITY.leaf().commonName("good").issue().leaf();
        PublicKey key = AUTHORITY.certificate.getPublicKey();
        PublicKey other = new TestAuthority("other").certificate.getPublicKey();

        inPath(leaf).verify(key);
        assertThrows(SignatureException.class, () -> inPath(leaf).verify(other));
        assertDoesNotThrow(() -> inPath(leaf).verify(key));
        X509Certificate forged = forged(leaf);
        assertThrows(SignatureException.class, () -> inPath(forged).verify(key));
    }

    @Test
    void itsSignerIsForgottenWithTheCertificate() throws GeneralSecurityException {
        WeakReference<X509Certificate> verified = verified();
        for (int collections = 0; verified.get() != null; collections++) {
            assertTrue(collections < 20, "a certificate that nobody has any more is kept");
            System.gc();
        }
    }

    /** One that was verified and that nobody has but who remembers it: the JDK keeps those that it has parsed, not this. */
    private static WeakReference<X509Certificate> verified() throws GeneralSecurityException {
        X509Certificate own = inPath(AUTHORITY.leaf().commonName("gone").issue().leaf());
        inPath(own).verify(AUTHORITY.certificate.getPublicKey());
        return new WeakReference<>(own);
    }

    /** Applications get their own objects back. */
    @Test
    void thePathThatWasFoundHasThePeersCertificates() throws Exception {
        X509Certificate[] chain = AUTHORITY.leaf().commonName("good").issue().chain();
        TrustAnchors anchors = TrustAnchors.ofCertificates(List.of(AUTHORITY.certificate), "of the test");

        X509Certificate[] path = PathFinder.to(anchors)
                .find(chain, new PathAlgorithms(CertificateRules.ofCertificatesAlone(), null, null), List.of());

        assertSame(chain[0], path[0]);
        assertSame(AUTHORITY.certificate, path[1]);
    }

    private static X509Certificate inPath(X509Certificate certificate) {
        return PathCertificate.of(new X509Certificate[] {certificate}).get(0);
    }

    private static X509TrustManager trusting(X509Certificate anchor) throws GeneralSecurityException {
        KeyStore store = TestAuthority.emptyStore();
        store.setCertificateEntry("authority", anchor);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** The last byte belongs to the signature. */
    private static X509Certificate forged(X509Certificate certificate) throws CertificateException {
        byte[] der = certificate.getEncoded();
        der[der.length - 1] ^= 1;
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** Counts who asks for ECDSA, and leaves it to the next. */
    private static final class Counting extends Provider {
        static final String NAME = "Counting";
        private static final long serialVersionUID = 1L;

        private final transient AtomicInteger asked = new AtomicInteger();

        Counting() {
            super(NAME, "1", "counts");
            putService(new Service(this, "Signature", "SHA256withECDSA", "none", new ArrayList<>(), null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    asked.incrementAndGet();
                    throw new NoSuchAlgorithmException("the next one has it");
                }
            });
        }
    }
}
