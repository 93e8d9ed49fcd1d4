package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.TestAuthority;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our trust managers and the JDK's are asked the same and say the same (SWAP-IN §2.1). The connection is made up, so that each
 * answer depends on nothing but what a manager is told.
 */
class TrustVerdictsTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final TestAuthority STRANGER = new TestAuthority("stranger");
    private static final TestAuthority INTERMEDIATE = AUTHORITY.intermediate("intermediate");
    private static final X509Certificate ROOT = AUTHORITY.certificate;
    private static final ASN1ObjectIdentifier NETSCAPE_TYPE = new ASN1ObjectIdentifier("2.16.840.1.113730.1.1");

    private static final TestAuthority.Issued EXPIRED = good().expired().issue();

    private static TrustCase leaf(String name, TestAuthority.Leaf leaf) {
        return new TrustCase(name, leaf.issue().chain()).trusting(ROOT);
    }

    private static TestAuthority.Leaf good() {
        return AUTHORITY.leaf().host("good.example");
    }

    static Stream<TrustCase> trusted() {
        X509Certificate[] long1 =
                INTERMEDIATE.leaf().host("good.example").issue().chain();
        X509Certificate self = STRANGER.certificate;
        return Stream.of(
                leaf("one certificate below the anchor", good()),
                new TrustCase("an intermediate authority", long1).trusting(ROOT),
                new TrustCase("the anchor is sent, too", long1[0], long1[1], ROOT).trusting(ROOT),
                new TrustCase("out of order", long1[0], ROOT, long1[1]).trusting(ROOT),
                new TrustCase("with somebody else's in between", long1[0], self, long1[1]).trusting(ROOT),
                new TrustCase("the intermediate authority is the anchor", long1).trusting(INTERMEDIATE.certificate),
                new TrustCase("several anchors", long1).trusting(self, ROOT),
                new TrustCase("trusted itself", self).trusting(self),
                new TrustCase("expired and trusted itself", EXPIRED.chain()).trusting(ROOT, EXPIRED.leaf()),
                leaf("key usage of a signature", good().keyUsage(KeyUsage.digitalSignature)),
                leaf("key usage of RSA transport", good().keyType("RSA2048").keyUsage(KeyUsage.keyEncipherment))
                        .authType("RSA"),
                leaf("key usage of static ECDH", good().keyUsage(KeyUsage.keyAgreement))
                        .authType("ECDH_ECDSA"),
                leaf("for servers", good().extendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
                leaf("for anything", good().extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)),
                leaf("for an old kind of servers", good().extendedKeyUsage(sgc())),
                leaf("a client's", good().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        .ofClient(),
                leaf("a client's that signs", good().keyUsage(KeyUsage.digitalSignature))
                        .ofClient(),
                leaf("Netscape's type of servers", netscape(0x40)),
                leaf("ECDHE_ECDSA", good()).authType("ECDHE_ECDSA"),
                leaf("host", good()).host("good.example"),
                leaf("host in capitals", good()).host("GOOD.example"),
                leaf("host with a dot behind it", good()).host("good.example."),
                leaf("host by LDAP", good()).host("good.example", "LDAP"),
                leaf("host by LDAPS", good()).host("good.example", "ldaps"),
                leaf("host of a client by LDAP", good()).ofClient().host("good.example", "LDAP"),
                leaf("wildcard", AUTHORITY.leaf().host("*.good.example")).host("a.good.example"),
                leaf("wildcard of one's own authority", AUTHORITY.leaf().host("*.internal"))
                        .host("a.internal"),
                leaf("common name", AUTHORITY.leaf().commonName("good.example")).host("good.example"),
                leaf("address", AUTHORITY.leaf().address("127.0.0.1")).host("127.0.0.1"),
                leaf("address of version 6", AUTHORITY.leaf().address("::1")).host("[::1]"),
                sni(leaf("name sent by SNI", good()).host("back.example"), "good.example"),
                sni(leaf("host, though SNI was another", good()).host("good.example"), "front.example"),
                leaf("no identification", good()).host("bad.example", ""));
    }

    static Stream<TrustCase> refused() {
        X509Certificate[] long1 =
                INTERMEDIATE.leaf().host("good.example").issue().chain();
        TestAuthority pretender = TestAuthority.pretender("pretender");
        var weak = new TestAuthority("weak", "secp256r1", "SHA1withECDSA");
        return Stream.of(
                leaf("unknown authority", good()).trusting(STRANGER.certificate),
                new TrustCase("missing intermediate", long1[0]).trusting(ROOT),
                new TrustCase("self-signed", STRANGER.certificate).trusting(ROOT),
                leaf(
                        "a stranger with the authority's name",
                        new TestAuthority("authority").leaf().host("good.example")),
                leaf("expired", good().expired()),
                leaf("not yet valid", good().notYetValid()),
                new TrustCase("issued by a server", issuedByAServer()).trusting(ROOT),
                new TrustCase(
                                "an anchor that is no authority",
                                pretender.leaf().issue().chain())
                        .trusting(pretender.certificate),
                leaf("key usage of another kind", good().keyUsage(KeyUsage.keyEncipherment)),
                leaf(
                                "RSA transport without its key usage",
                                good().keyType("RSA2048").keyUsage(KeyUsage.digitalSignature))
                        .authType("RSA"),
                leaf("static ECDH without its key usage", good().keyUsage(KeyUsage.digitalSignature))
                        .authType("ECDH_RSA"),
                leaf("a client's as a server's", good().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)),
                leaf("a server's as a client's", good().extendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .ofClient(),
                leaf("a client's that cannot sign", good().keyUsage(KeyUsage.keyAgreement))
                        .ofClient(),
                leaf("Netscape's type of clients", netscape(0x80)),
                leaf(
                        "critical extension that nobody knows",
                        good().extension(NETSCAPE_TYPE.branch("99"), true, DERNull.INSTANCE)),
                leaf("authType EC", good()).authType("EC"),
                leaf("authType GENERIC", good()).authType("GENERIC"),
                leaf("other host", good()).host("bad.example"),
                leaf("no host", good()).host(null),
                leaf("host that is no name", AUTHORITY.leaf().host("a_b.example"))
                        .host("a_b.example"),
                leaf("wildcard of two labels", AUTHORITY.leaf().host("*.example"))
                        .host("a.b.example"),
                leaf("wildcard alone", AUTHORITY.leaf().host("*")).host("good"),
                leaf("common name beside alternatives", good().commonName("bad.example"))
                        .host("bad.example"),
                leaf("address as a name", AUTHORITY.leaf().host("127.0.0.1")).host("127.0.0.1"),
                leaf("unknown identification", good()).host("good.example", "GUESS"),
                leaf("HTTPS of a client", good()).ofClient().host("bad.example"),
                sni(leaf("neither SNI nor host", good()).host("bad.example"), "front.example"),
                new TrustCase(
                                "signature that was not offered",
                                weak.leaf().issue().chain())
                        .trusting(weak.certificate),
                offered(leaf("nothing was offered", good())),
                constrained("a key that the application forbids", good().issue()),
                offered(leaf("only RSA was offered", good()), "SHA256withRSA"),
                offered(leaf("standard's names instead of JCA's", good()), "ecdsa_secp256r1_sha256"),
                leaf("RSA of 512 bits", good().keyType("RSA512")));
    }

    private static X509Certificate[] issuedByAServer() {
        var server = good().commonName("server").issue();
        return new X509Certificate[] {
            TestAuthority.under(server, "SHA256withECDSA").leaf().issue().leaf(), server.leaf()
        };
    }

    private static KeyPurposeId sgc() {
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier("2.16.840.1.113730.4.1"));
    }

    private static TestAuthority.Leaf netscape(int bits) {
        return good().extension(
                        NETSCAPE_TYPE,
                        false,
                        new DERBitString(BigInteger.valueOf(bits).byteValue(), 0));
    }

    private static TrustCase sni(TrustCase question, String name) {
        question.session.names = List.of(new SNIHostName(name));
        return question;
    }

    private static TrustCase constrained(String name, TestAuthority.Issued issued) {
        TrustCase question = new TrustCase(name, issued.chain()).trusting(ROOT);
        question.parameters.setAlgorithmConstraints(new NoKey(issued.leaf().getPublicKey()));
        return question;
    }

    private static TrustCase offered(TrustCase question, String... algorithms) {
        question.session.local = algorithms;
        return question;
    }

    @ParameterizedTest
    @MethodSource("trusted")
    void bothTrust(TrustCase question) {
        assertVerdict(question, "trusted");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void bothRefuse(TrustCase question) {
        assertVerdict(question, "refused");
    }

    /** By engine and by socket, of both names of factories. */
    private static void assertVerdict(TrustCase question, String verdict) {
        X509ExtendedTrustManager sun = Managers.trust(Contexts.SUN, "PKIX", question.trusted());
        X509ExtendedTrustManager ours = Managers.trust(Contexts.HANDFAST, "PKIX", question.trusted());
        X509ExtendedTrustManager simple = Managers.trust(Contexts.HANDFAST, "SunX509", question.trusted());
        assertEquals(verdict, verdict(() -> question.askByEngine(sun)), "SunJSSE's, with an engine");
        assertEquals(verdict, verdict(() -> question.askByEngine(ours)), "ours, with an engine");
        assertEquals(verdict, verdict(() -> question.askBySocket(sun, true)), "SunJSSE's, with a socket");
        assertEquals(verdict, verdict(() -> question.askBySocket(ours, true)), "ours, with a socket");
        assertEquals(verdict, verdict(() -> question.askByEngine(simple)), "ours by the other name");
        assertEquals(
                verdict(() -> question.askByNobody(sun)),
                verdict(() -> question.askByNobody(ours)),
                "without a connection");
        assertEquals(
                verdict(() -> question.askBySocket(sun, false)),
                verdict(() -> question.askBySocket(ours, false)),
                "with a socket that is not connected");
    }

    private interface Question {
        void ask() throws CertificateException;
    }

    private static String verdict(Question question) {
        try {
            question.ask();
            return "trusted";
        } catch (CertificateException refused) {
            return "refused";
        }
    }

    @Test
    void bothWantAChainAnAuthTypeAndAHandshake() {
        for (var provider : Contexts.providers()) {
            X509ExtendedTrustManager manager = Managers.trust(provider, "PKIX", ROOT);
            X509Certificate[] chain = good().issue().chain();
            assertEquals("IllegalArgumentException", thrown(() -> manager.checkServerTrusted(null, "UNKNOWN")));
            assertEquals(
                    "IllegalArgumentException",
                    thrown(() -> manager.checkServerTrusted(new X509Certificate[0], "UNKNOWN")));
            assertEquals("IllegalArgumentException", thrown(() -> manager.checkClientTrusted(chain, null)));
            assertEquals("IllegalArgumentException", thrown(() -> manager.checkServerTrusted(chain, "")));
            var idle = new FakeEngine(null, new SSLParameters());
            assertEquals("CertificateException", thrown(() -> manager.checkServerTrusted(chain, "UNKNOWN", idle)));
        }
    }

    private static String thrown(Question question) {
        try {
            question.ask();
            return "nothing";
        } catch (CertificateException | RuntimeException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }
}
