package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.TestAuthority;
import dev.handfast.jsse.TestAuthority.Issued;
import java.security.Key;
import java.security.KeyStore;
import java.security.Principal;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of our certificates a key manager picks (SWAP-IN §2.2): the same as the JDK's where the JDK's looks, and a better one else. */
class KeyChoiceTest {
    private static final String[] BOTH = {"SunX509", "NewSunX509"};
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final TestAuthority RSA = new TestAuthority("rsa", "RSA2048", "SHA256withRSA");
    private static final Issued PLAIN = AUTHORITY.leaf().host("good.example").issue();

    private final FakeSession session = new FakeSession();
    private final SSLParameters parameters = new SSLParameters();

    private X509Certificate server(X509ExtendedKeyManager manager, String keyType, Principal... issuers) {
        var engine = new FakeEngine(session, parameters);
        var socket = new FakeSocket(session, parameters, true);
        X509Certificate byEngine = shown(manager, manager.chooseEngineServerAlias(keyType, issuers, engine));
        assertEquals(byEngine, shown(manager, manager.chooseServerAlias(keyType, issuers, socket)));
        return byEngine;
    }

    private X509Certificate client(X509ExtendedKeyManager manager, Principal[] issuers, String... keyTypes) {
        var engine = new FakeEngine(session, parameters);
        return shown(manager, manager.chooseEngineClientAlias(keyTypes, issuers, engine));
    }

    private static X509Certificate shown(X509ExtendedKeyManager manager, String alias) {
        if (alias == null) {
            return null;
        }
        assertNotNull(manager.getPrivateKey(alias));
        return manager.getCertificateChain(alias)[0];
    }

    /** Ours of both names pick {@code best} of the keys in any order, and so does the JDK's newer one. */
    private void assertPicked(Issued best, Issued... others) {
        for (boolean first : new boolean[] {true, false}) {
            Issued[] all = Arrays.copyOf(others, others.length + 1);
            all[others.length] = best;
            if (first) {
                all[others.length] = all[0];
                all[0] = best;
            }
            String keyType = best.leaf().getPublicKey().getAlgorithm();
            for (String algorithm : BOTH) {
                assertEquals(best.leaf(), server(Managers.keys(Contexts.HANDFAST, algorithm, all), keyType), algorithm);
            }
            assertEquals(best.leaf(), server(Managers.keys(Contexts.SUN, "NewSunX509", all), keyType));
        }
    }

    @Test
    void serverNameIsServed() {
        var other = AUTHORITY.leaf().host("other.example").issue();
        session.names = List.of(new SNIHostName("other.example"));
        assertPicked(other, PLAIN);
        session.names = List.of(new SNIHostName("good.example"));
        assertPicked(PLAIN, other);
    }

    @Test
    void wildcardServesAServerName() {
        session.names = List.of(new SNIHostName("a.other.example"));
        assertPicked(AUTHORITY.leaf().host("*.other.example").issue(), PLAIN);
    }

    @Test
    void expiredAndFutureCertificatesComeLast() {
        assertPicked(PLAIN, AUTHORITY.leaf().host("good.example").expired().issue());
        assertPicked(PLAIN, AUTHORITY.leaf().host("good.example").notYetValid().issue());
    }

    @Test
    void usagesCount() {
        var client =
                AUTHORITY.leaf().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth).issue();
        assertPicked(PLAIN, client);
        assertPicked(PLAIN, AUTHORITY.leaf().keyUsage(KeyUsage.keyCertSign).issue());
        for (String algorithm : BOTH) {
            var ours = Managers.keys(Contexts.HANDFAST, algorithm, PLAIN, client);
            assertEquals(
                    client.leaf(), client(Managers.keys(Contexts.HANDFAST, algorithm, server(), client), null, "EC"));
            assertEquals(PLAIN.leaf(), server(ours, "EC"));
        }
    }

    private static Issued server() {
        return AUTHORITY.leaf().extendedKeyUsage(KeyPurposeId.id_kp_serverAuth).issue();
    }

    /** The JDK's manager wants {@code keyAgreement} as well, which only static ECDH needs (RFC 8422 §5.3). */
    @Test
    void signingIsEnoughForAServer() {
        var signing = AUTHORITY
                .leaf()
                .host("other.example")
                .keyUsage(KeyUsage.digitalSignature)
                .issue();
        session.names = List.of(new SNIHostName("other.example"));
        for (String algorithm : BOTH) {
            assertEquals(signing.leaf(), server(Managers.keys(Contexts.HANDFAST, algorithm, PLAIN, signing), "EC"));
        }
    }

    @Test
    void signaturesThatThePeerTakesCount() {
        var byRsa = RSA.leaf().host("good.example").issue();
        session.peers = new String[] {"SHA256withRSA"};
        assertPicked(byRsa, PLAIN);
        session.peers = new String[] {"SHA256withECDSA"};
        assertPicked(PLAIN, byRsa);
    }

    @Test
    void whatThePeerCannotTakeIsShownByTheOlderNameAlone() {
        session.peers = new String[] {"SHA512withRSA"};
        assertNull(server(Managers.keys(Contexts.HANDFAST, "NewSunX509", PLAIN), "EC"));
        assertNull(server(Managers.keys(Contexts.SUN, "NewSunX509", PLAIN), "EC"));
        assertEquals(PLAIN.leaf(), server(Managers.keys(Contexts.HANDFAST, "SunX509", PLAIN), "EC"));
        assertEquals(PLAIN.leaf(), server(Managers.keys(Contexts.SUN, "SunX509", PLAIN), "EC"));
    }

    @Test
    void applicationsConstraintsCount() {
        var other = AUTHORITY.leaf().host("good.example").issue();
        parameters.setAlgorithmConstraints(new NoKey(PLAIN.leaf().getPublicKey()));
        assertPicked(other, PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "EC, true",
        "EC_EC, true",
        "EC_RSA, false",
        "RSA, false",
        "ECDSA, false",
        "Ed25519, false",
        "UNKNOWN, false"
    })
    void keyTypeIsTheKeysAlgorithmAndAtTimesItsIssuers(String keyType, boolean found) {
        for (Provider provider : Contexts.providers()) {
            for (String algorithm : BOTH) {
                var manager = Managers.keys(provider, algorithm, PLAIN);
                assertEquals(found ? PLAIN.leaf() : null, server(manager, keyType), provider + " " + algorithm);
                assertEquals(found, manager.getServerAliases(keyType, null) != null);
                assertEquals(found, manager.getClientAliases(keyType, null) != null);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA2048", "Ed25519", "secp384r1"})
    void everyKindOfKeyIsFound(String key) {
        var issued = AUTHORITY.leaf().keyType(key).issue();
        for (Provider provider : Contexts.providers()) {
            for (String algorithm : BOTH) {
                var manager = Managers.keys(provider, algorithm, issued);
                assertEquals(
                        issued.leaf(),
                        server(manager, issued.leaf().getPublicKey().getAlgorithm()));
            }
        }
    }

    @Test
    void issuersRestrict() {
        Principal[] ours = {new X500Principal("CN=authority")};
        Principal[] theirs = {new X500Principal("CN=stranger")};
        for (Provider provider : Contexts.providers()) {
            for (String algorithm : BOTH) {
                var manager = Managers.keys(provider, algorithm, PLAIN);
                assertEquals(PLAIN.leaf(), client(manager, ours, "RSA", "EC"));
                assertNull(client(manager, theirs, "RSA", "EC"));
                assertEquals(PLAIN.leaf(), client(manager, new Principal[0], "RSA", "EC"), "an empty list is none");
                assertNull(server(manager, "EC", theirs));
            }
        }
    }

    @Test
    void clientsKeyTypesAreInOrderOfPreference() {
        var rsa = RSA.leaf().keyType("RSA2048").issue();
        for (Provider provider : Contexts.providers()) {
            for (String algorithm : BOTH) {
                var manager = Managers.keys(provider, algorithm, PLAIN, rsa);
                assertEquals(PLAIN.leaf(), client(manager, null, "EC", "RSA"), provider + " " + algorithm);
                assertEquals(rsa.leaf(), client(manager, null, "RSA", "EC"), provider + " " + algorithm);
            }
        }
    }

    /** An expired certificate is refused by most peers, and yet it is better to show it than to have none. */
    @Test
    void imperfectCertificateIsBetterThanNone() {
        var expired = AUTHORITY.leaf().expired().issue();
        session.names = List.of(new SNIHostName("nobody.example"));
        for (Provider provider : Contexts.providers()) {
            for (String algorithm : BOTH) {
                assertEquals(expired.leaf(), server(Managers.keys(provider, algorithm, expired), "EC"));
            }
        }
    }

    /** Which of several is shown, where none is better, is up to the order of a hash map: a deployment may count on it. */
    @Test
    void amongEqualsTheJdksFirstIsTaken() throws Exception {
        for (int i = 0; i < 20; i++) {
            KeyStore store = TestAuthority.emptyStore();
            for (int j = 0; j < 5; j++) {
                store.setKeyEntry(
                        "key-" + i * (j + 7), PLAIN.keys().getPrivate(), TestAuthority.PASSWORD, PLAIN.chain());
            }
            var engine = new FakeEngine(session, parameters);
            assertEquals(
                    Managers.keys(Contexts.SUN, "SunX509", store).chooseEngineServerAlias("EC", null, engine),
                    Managers.keys(Contexts.HANDFAST, "SunX509", store).chooseEngineServerAlias("EC", null, engine));
        }
    }

    @Test
    void withoutAConnectionThereIsAChoiceAsWell() {
        for (Provider provider : Contexts.providers()) {
            for (String algorithm : BOTH) {
                var manager = Managers.keys(provider, algorithm, PLAIN);
                assertEquals(PLAIN.leaf(), shown(manager, manager.chooseServerAlias("EC", null, null)));
                assertEquals(PLAIN.leaf(), shown(manager, manager.chooseEngineServerAlias("EC", null, null)));
                var idle = new FakeSocket(null, parameters, false);
                assertEquals(PLAIN.leaf(), shown(manager, manager.chooseServerAlias("EC", null, idle)));
                assertNull(manager.chooseServerAlias(null, null, null));
                assertNull(manager.chooseClientAlias(null, null, null));
                assertNull(manager.getServerAliases(null, null));
                assertNull(manager.getPrivateKey(null));
                assertNull(manager.getCertificateChain("nobody"));
                assertNull(manager.getPrivateKey("1.7.nobody"));
            }
        }
    }

    @Test
    void severalStoresAreOneForTheNewerName() throws Exception {
        var other = AUTHORITY.leaf().host("other.example").issue();
        session.names = List.of(new SNIHostName("other.example"));
        for (Provider provider : Contexts.providers()) {
            var manager = Managers.keys(provider, TestAuthority.keyStore(PLAIN), TestAuthority.keyStore(other));
            assertEquals(other.leaf(), server(manager, "EC"));
            assertEquals(2, manager.getServerAliases("EC", null).length);
        }
    }

    /** Such as a token that is put in later. */
    @Test
    void storeThatChangesIsFollowedByTheNewerName() throws Exception {
        KeyStore store = TestAuthority.keyStore(PLAIN);
        for (Provider provider : Contexts.providers()) {
            store.setKeyEntry("key0", PLAIN.keys().getPrivate(), TestAuthority.PASSWORD, PLAIN.chain());
            var manager = Managers.keys(provider, "NewSunX509", store);
            assertEquals(PLAIN.leaf(), server(manager, "EC"));
            var renewed = AUTHORITY.leaf().host("good.example").issue();
            store.setKeyEntry("key0", renewed.keys().getPrivate(), TestAuthority.PASSWORD, renewed.chain());
            assertEquals(renewed.leaf(), server(manager, "EC"));
            String alias = manager.chooseServerAlias("EC", null, null);
            assertEquals(renewed.keys().getPrivate(), manager.getPrivateKey(alias));
            store.deleteEntry("key0");
            assertNull(server(manager, "EC"));
        }
    }

    /** The JDK's newer manager decrypts the key for each handshake, which takes milliseconds. */
    @Test
    void keyIsDecryptedOnce() {
        var manager = Managers.keys(Contexts.HANDFAST, "NewSunX509", PLAIN);
        Key first = manager.getPrivateKey(manager.chooseServerAlias("EC", null, null));
        assertSame(first, manager.getPrivateKey(manager.chooseServerAlias("EC", null, null)));
    }

    @Test
    void chainsAreFreshArrays() {
        for (String algorithm : BOTH) {
            var manager = Managers.keys(Contexts.HANDFAST, algorithm, PLAIN);
            String alias = manager.chooseServerAlias("EC", null, null);
            manager.getCertificateChain(alias)[0] = null;
            assertArrayEquals(PLAIN.chain(), manager.getCertificateChain(alias));
        }
    }
}
