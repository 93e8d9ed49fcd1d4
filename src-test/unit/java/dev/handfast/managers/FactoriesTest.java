package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.TestAuthority;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications and other projects' tests assert of factories of managers, under every name that they are known by. */
class FactoriesTest {
    private final TestAuthority authority = new TestAuthority("authority");
    private final TestAuthority.Issued issued =
            authority.leaf().host("good.example").issue();

    private static TrustManagerFactory trust(String algorithm) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(algorithm, Contexts.HANDFAST);
        assertSame(Contexts.HANDFAST, factory.getProvider());
        return factory;
    }

    private static KeyManagerFactory keys(String algorithm) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm, Contexts.HANDFAST);
        assertSame(Contexts.HANDFAST, factory.getProvider());
        return factory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKIX", "SunPKIX", "X509", "X.509", "SunX509"})
    void trustManagersComeAfterInit(String algorithm) throws Exception {
        TrustManagerFactory factory = trust(algorithm);
        assertThrows(IllegalStateException.class, factory::getTrustManagers);
        factory.init(Managers.store(authority.certificate));
        TrustManager[] managers = factory.getTrustManagers();
        assertEquals(1, managers.length);
        assertNotSame(managers, factory.getTrustManagers());
        var manager = assertInstanceOf(X509ExtendedTrustManager.class, managers[0]);
        manager.checkServerTrusted(issued.chain(), "UNKNOWN");
        manager.checkClientTrusted(issued.chain(), "EC");
    }

    @Test
    void acceptedIssuersAreThoseOfTheJdksInAFreshArray() throws Exception {
        KeyStore store = TestAuthority.keyStore(issued);
        store.setCertificateEntry("authority", authority.certificate);
        var ours = Managers.trust(Contexts.HANDFAST, "PKIX", store);
        var sun = Managers.trust(Contexts.SUN, "PKIX", store);
        assertEquals(Set.of(authority.certificate, issued.leaf()), Set.of(ours.getAcceptedIssuers()));
        assertEquals(Set.of(sun.getAcceptedIssuers()), Set.of(ours.getAcceptedIssuers()));
        Arrays.fill(ours.getAcceptedIssuers(), null);
        assertEquals(2, Set.of(ours.getAcceptedIssuers()).size());
    }

    @Test
    void defaultTrustStoreIsTheJdks() throws Exception {
        TrustManagerFactory ours = trust("PKIX");
        ours.init((KeyStore) null);
        TrustManagerFactory sun = TrustManagerFactory.getInstance("PKIX", Contexts.SUN);
        sun.init((KeyStore) null);
        Set<X509Certificate> accepted = Set.of(issuers(ours));
        assertEquals(Set.of(issuers(sun)), accepted);
        assertTrue(accepted.size() > 10, "the JDK's cacerts");
    }

    private static X509Certificate[] issuers(TrustManagerFactory factory) {
        return ((X509ExtendedTrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    }

    @Test
    void nobodyIsTrustedWithoutAnchors() throws Exception {
        for (KeyStore store : new KeyStore[] {Managers.store(), KeyStore.getInstance("PKCS12")}) {
            var manager = Managers.trust(Contexts.HANDFAST, "PKIX", store);
            assertEquals(0, manager.getAcceptedIssuers().length);
            var refused = assertThrows(
                    CertificateException.class, () -> manager.checkServerTrusted(issued.chain(), "UNKNOWN"));
            assertTrue(refused.getMessage().contains("given to TrustManagerFactory.init"), refused::getMessage);
        }
    }

    @Test
    void parametersOfPathsArePkixBuilderParameters() throws Exception {
        var anchors = Set.of(new TrustAnchor(authority.certificate, null));
        TrustManagerFactory factory = trust("PKIX");
        factory.init(new CertPathTrustManagerParameters(withoutRevocation(anchors)));
        ((X509ExtendedTrustManager) factory.getTrustManagers()[0]).checkServerTrusted(issued.chain(), "UNKNOWN");
        ManagerFactoryParameters[] wrong = {
            null, new ManagerFactoryParameters() {}, new CertPathTrustManagerParameters(new PKIXParameters(anchors))
        };
        for (ManagerFactoryParameters parameters : wrong) {
            assertThrows(
                    InvalidAlgorithmParameterException.class,
                    () -> trust("PKIX").init(parameters));
            assertThrows(
                    InvalidAlgorithmParameterException.class,
                    () -> trust("SunX509").init(parameters));
        }
    }

    private static PKIXBuilderParameters withoutRevocation(Set<TrustAnchor> anchors) throws Exception {
        var parameters = new PKIXBuilderParameters(anchors, null);
        parameters.setRevocationEnabled(false);
        return parameters;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SunX509", "NewSunX509", "PKIX"})
    void keyManagersComeAfterInit(String algorithm) throws Exception {
        KeyManagerFactory factory = keys(algorithm);
        assertThrows(IllegalStateException.class, factory::getKeyManagers);
        factory.init(TestAuthority.keyStore(issued), TestAuthority.PASSWORD);
        KeyManager[] managers = factory.getKeyManagers();
        assertEquals(1, managers.length);
        assertNotSame(managers, factory.getKeyManagers());
        assertInstanceOf(X509ExtendedKeyManager.class, managers[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SunX509", "NewSunX509", "PKIX"})
    void managerWithoutKeysHasNothing(String algorithm) throws Exception {
        KeyManagerFactory factory = keys(algorithm);
        factory.init(null, null);
        var manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        for (String keyType : new String[] {null, "", "EC"}) {
            assertNull(manager.chooseServerAlias(keyType, null, null));
            assertNull(manager.chooseClientAlias(new String[] {keyType}, new Principal[0], null));
            assertNull(manager.chooseEngineServerAlias(keyType, null, null));
            assertNull(manager.chooseEngineClientAlias(new String[] {keyType}, null, null));
            assertNull(manager.getServerAliases(keyType, null));
            assertNull(manager.getClientAliases(keyType, null));
            assertNull(manager.getCertificateChain(keyType));
            assertNull(manager.getPrivateKey(keyType));
        }
        assertNull(manager.chooseClientAlias(null, null, null));
        assertNull(manager.chooseClientAlias(new String[0], null, null));
    }

    @Test
    void wrongPasswordIsToldByTheOlderNameAndFindsNothingByTheNewer() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("key", issued.keys().getPrivate(), TestAuthority.PASSWORD, issued.chain());
        char[] wrong = "another".toCharArray();
        assertThrows(UnrecoverableKeyException.class, () -> keys("SunX509").init(store, wrong));
        KeyManagerFactory newer = keys("NewSunX509");
        newer.init(store, wrong);
        var manager = (X509ExtendedKeyManager) newer.getKeyManagers()[0];
        assertNull(manager.getPrivateKey(manager.chooseServerAlias("EC", null, null)));
    }

    @Test
    void parametersOfKeysAreBuilders() throws Exception {
        for (ManagerFactoryParameters parameters :
                new ManagerFactoryParameters[] {null, new ManagerFactoryParameters() {}}) {
            assertThrows(
                    InvalidAlgorithmParameterException.class,
                    () -> keys("SunX509").init(parameters));
            assertThrows(
                    InvalidAlgorithmParameterException.class,
                    () -> keys("NewSunX509").init(parameters));
        }
    }
}
