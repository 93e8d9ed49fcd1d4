package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of our certificates is shown, and how key managers are asked for it. */
class KeyManagerCredentialsTest {
    private static final List<SignatureScheme> ALL = Stream.of(SignatureScheme.values())
            .filter(scheme -> scheme.signs(ProtocolVersion.TLS_1_3))
            .toList();

    private final TestAuthority authority = new TestAuthority("authority");
    private final Session session = Session.beginning(
            new SessionContext(),
            "peer.example",
            443,
            List.of(),
            List.of(SignatureScheme.values()),
            new SecureRandom());

    @ParameterizedTest
    @CsvSource({
        "secp256r1, ecdsa_secp256r1_sha256",
        "secp384r1, ecdsa_secp384r1_sha384",
        "RSA2048,   rsa_pss_rsae_sha256",
        "Ed25519,   ed25519"
    })
    void schemeFollowsTheKey(String keyType, String scheme) throws Exception {
        var issued = authority.leaf().keyType(keyType).issue();
        Identity identity = server(TestAuthority.keyManagers("SunX509", issued)[0], ALL, ALL)
                .orElseThrow();
        assertEquals(scheme, identity.scheme().toString());
        assertEquals(List.of(issued.leaf()), identity.chain());
    }

    @Test
    void keyThatThePeerCannotVerifyIsPassedOver() throws Exception {
        var elliptic = authority.leaf().issue();
        var rsa = authority.leaf().keyType("RSA2048").issue();
        var manager = TestAuthority.keyManagers("SunX509", elliptic, rsa)[0];
        assertEquals(
                elliptic.leaf(), server(manager, ALL, ALL).orElseThrow().chain().get(0));
        var onlyRsa = List.of(SignatureScheme.RSA_PSS_RSAE_SHA256);
        assertEquals(
                rsa.leaf(), server(manager, onlyRsa, ALL).orElseThrow().chain().get(0));
        var otherCurve = List.of(SignatureScheme.ECDSA_SECP384R1_SHA384, SignatureScheme.RSA_PSS_RSAE_SHA384);
        assertEquals(
                rsa.leaf(),
                server(manager, otherCurve, ALL).orElseThrow().chain().get(0));
    }

    @Test
    void chainThatThePeerCanVerifyIsPreferredToOneThatItCannot() throws Exception {
        var byEcdsa = authority.leaf().issue();
        var byRsa = new TestAuthority("rsa", "RSA2048", "SHA256withRSA")
                .leaf()
                .keyType("RSA2048")
                .issue();
        var manager = TestAuthority.keyManagers("SunX509", byEcdsa, byRsa)[0];
        var rsaInCertificates = List.of(SignatureScheme.RSA_PKCS1_SHA256);
        assertEquals(
                byRsa.leaf(),
                server(manager, ALL, rsaInCertificates).orElseThrow().chain().get(0));
        var onlyOne = TestAuthority.keyManagers("SunX509", byEcdsa)[0];
        assertEquals(
                byEcdsa.leaf(),
                server(onlyOne, ALL, rsaInCertificates).orElseThrow().chain().get(0),
                "RFC 9846 §4.5.1.2: without another choice it is sent all the same");
    }

    /** A manager is asked for one type of key at a time, and so cannot know that another type has the better certificate. */
    @Test
    void certificateForTheServerNameIsPreferredWhateverItsKey() throws Exception {
        var elliptic = authority.leaf().host("ec.example").issue();
        var rsa = authority.leaf().keyType("RSA2048").host("rsa.example").issue();
        SSLContext context = Contexts.ours(TestAuthority.keyManagers("SunX509", elliptic, rsa));
        for (String host : List.of("ec.example", "rsa.example", "nobody.example")) {
            Meeting meeting = Meeting.of(
                            Contexts.ours(null, authority.trustManager()).createSSLEngine(host, 443),
                            context.createSSLEngine())
                    .required();
            assertEquals(
                    (host.startsWith("rsa") ? rsa : elliptic).leaf(),
                    meeting.client().getSession().getPeerCertificates()[0],
                    host);
        }
    }

    @Test
    void serversManagerIsAskedForEachKeyTypeOnceAndAClientsForAllAtOnce() throws Exception {
        var asked = new ArrayList<String>();
        var manager = new Promises() {
            @Override
            public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
                asked.add(keyType);
                return null;
            }

            @Override
            public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
                asked.add(String.join(" ", keyTypes));
                assertSame(null, issuers, "no list of issuers is null, not empty");
                return null;
            }
        };
        assertEquals(Optional.empty(), server(manager, ALL, ALL));
        assertEquals(List.of("EC", "EdDSA", "RSA", "RSASSA-PSS"), asked);
        asked.clear();
        assertEquals(Optional.empty(), choose(manager, true, ALL, ALL, List.of()));
        assertEquals(List.of("EC EdDSA RSA RSASSA-PSS"), asked);
    }

    @Test
    void issuersReachTheManager() throws Exception {
        var issued = authority.leaf().issue();
        var manager = TestAuthority.keyManagers("SunX509", issued)[0];
        var ours = List.of(new X500Principal("CN=authority"));
        var others = List.of(new X500Principal("CN=somebody else"));
        assertTrue(choose(manager, true, ALL, ALL, ours).isPresent());
        assertEquals(Optional.empty(), choose(manager, true, ALL, ALL, others));
    }

    @Test
    void extendedManagerOfAnEngineSeesTheEngine() throws Exception {
        SSLEngine engine = Contexts.ours(null).createSSLEngine();
        var seen = new ArrayList<SSLEngine>();
        var manager = new ByEngine() {
            @Override
            public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine itsEngine) {
                seen.add(itsEngine);
                return null;
            }

            @Override
            public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine itsEngine) {
                seen.add(itsEngine);
                return null;
            }
        };
        var ed = List.of(SignatureScheme.ED25519);
        new KeyManagerCredentials(manager, false, engine, null, session).choose(agreed(ALL), ed, List.of());
        new KeyManagerCredentials(manager, true, engine, null, session).choose(agreed(ALL), ed, List.of());
        assertEquals(List.of(engine, engine), seen);
    }

    @Test
    void managerThatThrowsIsAFaultOfOurs() {
        var broken = new IllegalStateException("token removed");
        var manager = new Promises() {
            @Override
            public PrivateKey getPrivateKey(String alias) {
                throw broken;
            }
        };
        TlsFault fault = assertThrows(TlsFault.class, () -> server(manager, ALL, ALL));
        assertEquals(Alert.INTERNAL_ERROR, fault.alert());
        assertSame(broken, fault.getCause());
        assertTrue(fault.getMessage().contains("token removed"));
    }

    @Test
    void promiseWithoutAKeyIsNoCertificate() throws Exception {
        assertEquals(Optional.empty(), server(new Promises(), ALL, ALL));
        assertEquals(Optional.empty(), choose(new Promises(), true, ALL, ALL, List.of()));
    }

    private Optional<Identity> server(
            Object manager, List<SignatureScheme> usable, List<SignatureScheme> inCertificates) throws TlsFault {
        return choose(manager, false, usable, inCertificates, List.of());
    }

    private Optional<Identity> choose(
            Object manager,
            boolean client,
            List<SignatureScheme> usable,
            List<SignatureScheme> inCertificates,
            List<X500Principal> authorities)
            throws TlsFault {
        return new KeyManagerCredentials((X509KeyManager) manager, client, null, null, session)
                .choose(agreed(inCertificates), usable, authorities);
    }

    private static Negotiated agreed(List<SignatureScheme> inCertificates) {
        var known = inCertificates == ALL ? List.of(SignatureScheme.values()) : inCertificates;
        return Negotiated.nothing(List.of())
                .with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519)
                .withPeerSchemes(known);
    }

    /** Has nothing, and wants an engine to be asked with. */
    abstract static class ByEngine extends X509ExtendedKeyManager {
        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            throw new AssertionError("there is no socket");
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            throw new AssertionError("there is no socket");
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }

    /** Names an alias for everything and has nothing. */
    static class Promises implements X509KeyManager {
        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"nothing"};
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return "nothing";
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"nothing"};
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return "nothing";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
