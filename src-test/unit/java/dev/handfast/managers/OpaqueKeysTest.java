package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.TestAuthority;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;

/** Keys that do not leave their token (PKCS#11, a key management service): nobody can read them. */
class OpaqueKeysTest {
    private final TestAuthority.Issued issued =
            new TestAuthority("authority").leaf().issue();
    private final Token token = new Token(issued.chain());

    private record Opaque(String algorithm) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    /** A store of one key, which gives another handle of it whenever somebody asks. */
    private static final class Token extends KeyStoreSpi {
        private final Certificate[] chain;
        private PrivateKey last;

        Token(Certificate... chain) {
            this.chain = chain;
        }

        KeyStore store() throws Exception {
            KeyStore store = new KeyStore(this, null, "Token") {};
            store.load(null, null);
            return store;
        }

        @Override
        public Key engineGetKey(String alias, char[] password) {
            last = new Opaque(chain[0].getPublicKey().getAlgorithm());
            return last;
        }

        @Override
        public Certificate[] engineGetCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public Certificate engineGetCertificate(String alias) {
            return chain[0];
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(List.of("key"));
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            return alias.equals("key");
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return alias.equals("key");
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return false;
        }

        @Override
        public int engineSize() {
            return 1;
        }

        @Override
        public void engineLoad(InputStream in, char[] password) {}

        // ---- what nobody asks

        @Override
        public Date engineGetCreationDate(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] certificates) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] certificates) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineDeleteEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineStore(OutputStream out, char[] password) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void keyIsGivenAsTheTokenHasIt() throws Exception {
        for (String algorithm : List.of("SunX509", "NewSunX509")) {
            X509ExtendedKeyManager manager = Managers.keys(Contexts.HANDFAST, algorithm, token.store());
            String alias = manager.chooseEngineServerAlias("EC", null, null);
            assertArrayEquals(issued.chain(), manager.getCertificateChain(alias));
            PrivateKey key = manager.getPrivateKey(alias);
            assertSame(token.last, key, algorithm);
            assertNull(key.getEncoded());
        }
    }

    /** A handle may have died with the token's last session, so the newer manager does not keep it. */
    @Test
    void tokenIsAskedForEachHandshake() throws Exception {
        X509ExtendedKeyManager manager = Managers.keys(Contexts.HANDFAST, "NewSunX509", token.store());
        PrivateKey first = manager.getPrivateKey(manager.chooseEngineServerAlias("EC", null, null));
        PrivateKey second = manager.getPrivateKey(manager.chooseEngineServerAlias("EC", null, null));
        assertSame(token.last, second);
        assertNotSame(first, second);
    }
}
