package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that stay where they are, in a token or a key service, sign all the same. */
@Timeout(60)
class OpaqueKeyTest {
    private final TestAuthority authority = new TestAuthority("authority");

    /** A key that tells nothing about itself, as that of a token or a key service. */
    private record Opaque(PrivateKey real) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return real.getAlgorithm();
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

    /** The only provider that can sign with {@link Opaque} keys; it comes last. */
    private static final class Token extends Provider {
        private static final long serialVersionUID = 1;

        Token() {
            super("Token", "1", "signs with opaque keys");
            for (String algorithm : List.of("SHA256withECDSA", "RSASSA-PSS", "SHA256withRSA")) {
                putService(new Service(this, "Signature", algorithm, TokenSignature.class.getName(), null, null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new TokenSignature(algorithm);
                    }

                    @Override
                    public boolean supportsParameter(Object key) {
                        return key instanceof Opaque;
                    }
                });
            }
        }
    }

    /** Passes everything on to the signature of the JDK. */
    public static final class TokenSignature extends SignatureSpi {
        private final String algorithm;
        private Signature real;
        private AlgorithmParameterSpec spec;

        TokenSignature(String algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof Opaque opaque)) {
                throw new InvalidKeyException("not ours");
            }
            try {
                real = Signature.getInstance(algorithm, algorithm.contains("RSA") ? "SunRsaSign" : "SunEC");
                if (spec != null) {
                    real.setParameter(spec);
                }
                real.initSign(opaque.real());
            } catch (GeneralSecurityException broken) {
                throw new InvalidKeyException(broken);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("only signs");
        }

        @Override
        protected void engineUpdate(byte value) throws SignatureException {
            real.update(value);
        }

        @Override
        protected void engineUpdate(byte[] from, int at, int length) throws SignatureException {
            real.update(from, at, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return real.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            throw new SignatureException("only signs");
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) {
            spec = parameters;
            try {
                if (real != null) {
                    real.setParameter(parameters);
                }
            } catch (InvalidAlgorithmParameterException broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }

    /** One key, for whoever asks for its type. */
    private record OneKey(TestAuthority.Issued issued) implements X509KeyManager {
        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"one"};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "one";
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"one"};
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return issued.leaf().getPublicKey().getAlgorithm().equals(type) ? "one" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return issued.chain();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return new Opaque(issued.keys().getPrivate());
        }
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, TLSv1.3", "RSA2048, TLSv1.3", "secp256r1, TLSv1.2", "RSA2048, TLSv1.2"})
    void keyThatNobodyCanReadSignsWhereItLives(String keyType, String protocol) {
        var token = new Token();
        Security.addProvider(token);
        try {
            var issued = authority.leaf().keyType(keyType).host("good.example").issue();
            SSLEngine server =
                    Contexts.ours(new KeyManager[] {new OneKey(issued)}).createSSLEngine();
            SSLEngine client = Contexts.ours(null, authority.trustManager()).createSSLEngine("good.example", 443);
            client.setEnabledProtocols(new String[] {protocol});
            Meeting.of(client, server).required();
            assertEquals(protocol, server.getSession().getProtocol());
        } finally {
            Security.removeProvider(token.getName());
        }
    }
}
