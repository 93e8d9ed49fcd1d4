package dev.handfast.jsse;

import static dev.handfast.jsse.GoodExample.AUTHORITY;
import static dev.handfast.jsse.GoodExample.GOOD;
import static dev.handfast.jsse.GoodExample.STORE;
import static dev.handfast.jsse.GoodExample.client;
import static dev.handfast.jsse.GoodExample.good;
import static dev.handfast.jsse.GoodExample.meet;
import static dev.handfast.jsse.GoodExample.server;
import static dev.handfast.jsse.GoodExample.trust;
import static dev.handfast.jsse.GoodExample.trustIn;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handfast.FailureKind;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One side does not take the other's certificate: which check, whose certificate, who is trusted here, and what to do. */
class CertificateFailuresTest {
    private static final String VERIFIED = "after we sent ClientHello and received CertificateVerify";

    private static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

    @ParameterizedTest(name = "{0}")
    @MethodSource({"issuers", "certificates", "revocation", "managers"})
    void exceptionExplainsItselfAndItsCauseIsTheCertificates(FailureCase failing) throws Exception {
        failing.check();
        Exception thrown = failing.produced().call();
        assertInstanceOf(CertificateException.class, thrown.getCause(), "applications look right behind the exception");
    }

    static Stream<Arguments> issuers() {
        TestAuthority stranger = new TestAuthority("stranger");
        TestAuthority.Issued theirs =
                stranger.leaf().commonName("good").host("good.example").issue();
        var withRoot =
                new TestAuthority.Issued(new X509Certificate[] {theirs.leaf(), stranger.certificate}, theirs.keys());
        TestAuthority.Issued between = AUTHORITY
                .intermediate("between")
                .leaf()
                .commonName("good")
                .host("good.example")
                .issue();
        var alone = new TestAuthority.Issued(new X509Certificate[] {between.leaf()}, between.keys());
        TestAuthority itself = new TestAuthority("good");
        return Stream.of(
                FailureCase.of(
                        "unknown CA",
                        () -> toClient(withRoot, trust()),
                        FailureKind.UNKNOWN_ISSUER,
                        "unknown_ca from us",
                        "unable to find valid certification path to requested target",
                        "CN=stranger signs itself and is not among " + STORE,
                        "add CN=stranger to the trust anchors",
                        "we sent the alert unknown_ca " + VERIFIED),
                FailureCase.of(
                        "unknown CA behind an intermediate",
                        () -> toClient(stranger.intermediate("between").leaf().issue(), trust()),
                        FailureKind.UNKNOWN_ISSUER,
                        "unknown_ca from us",
                        "CN=between was issued by CN=stranger, which is neither in the chain that the peer sent nor among "
                                + STORE),
                FailureCase.of(
                        "missing intermediate",
                        () -> toClient(alone, trust()),
                        FailureKind.INCOMPLETE_CHAIN,
                        "unknown_ca from us",
                        "CN=good was issued by CN=between, which is neither in the chain that the peer sent nor among "
                                + STORE,
                        "have the peer send the missing certificates"),
                FailureCase.of(
                        "self-signed",
                        () -> toClient(itself.own(), trust()),
                        FailureKind.SELF_SIGNED,
                        "unknown_ca from us",
                        "CN=good signs itself and is not among " + STORE),
                FailureCase.of(
                        "nobody is trusted",
                        () -> toClient(GOOD, trustIn(TestAuthority.emptyStore())),
                        FailureKind.NOBODY_TRUSTED,
                        "unknown_ca from us",
                        "the trustAnchors parameter must be non-empty",
                        "the 0 trust anchors"));
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                FailureCase.of(
                        "expired",
                        () -> toClient(good().expired().issue(), trust()),
                        FailureKind.EXPIRED,
                        "certificate_expired from us",
                        "certificate 1 of 1 (CN=good, issued by CN=authority)",
                        "it ended 20",
                        VERIFIED),
                FailureCase.of(
                        "expired, TLS 1.2",
                        () -> meet(client(trust()), server(good().expired().issue()), "TLSv1.2")
                                .clientFault(),
                        FailureKind.EXPIRED,
                        "certificate_expired from us",
                        "it ended 20",
                        "after we sent ClientHello and received ServerHelloDone"),
                FailureCase.of(
                        "not yet valid",
                        () -> toClient(good().notYetValid().issue(), trust()),
                        FailureKind.NOT_YET_VALID,
                        "bad_certificate from us",
                        "it begins 20",
                        "clocks"),
                FailureCase.of(
                        "wrong host",
                        () -> toClient(
                                AUTHORITY
                                        .leaf()
                                        .host("other.example")
                                        .host("*.other.example")
                                        .issue(),
                                trust()),
                        FailureKind.WRONG_HOST,
                        "certificate_unknown from us",
                        "No subject alternative DNS name matching good.example found",
                        "[other.example, *.other.example]"),
                FailureCase.of(
                        "weak signature",
                        () -> toClient(good().signedWith("SHA1withECDSA").issue(), trust()),
                        FailureKind.WEAK_CERTIFICATE,
                        "unsupported_certificate from us",
                        "SHA1withECDSA with a key of EC (256 bits) in CN=good",
                        "its signature is none of [SHA256withECDSA"),
                FailureCase.of(
                        "weak key",
                        () -> weakKey(good().keyType("RSA2048").issue()),
                        FailureKind.WEAK_CERTIFICATE,
                        "unsupported_certificate from us",
                        "a key of RSA (2048 bits) in CN=good: \"RSA keySize < 3072\" in jdk.certpath.disabledAlgorithms forbids it"),
                FailureCase.of(
                        "issued for clients",
                        () -> toClient(
                                good().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)
                                        .issue(),
                                trust()),
                        FailureKind.WRONG_USAGE,
                        "certificate_unknown from us",
                        "Extended key usage does not permit use for TLS server authentication"));
    }

    static Stream<Arguments> revocation() {
        TestAuthority.Issued stapling = good().extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(5)))
                .issue();
        return Stream.of(
                FailureCase.of(
                        "revoked",
                        () -> toClient(GOOD, byList(GOOD.leaf())),
                        FailureKind.REVOKED,
                        "certificate_revoked from us",
                        "CN=good",
                        "KEY_COMPROMISE"),
                FailureCase.of(
                        "must-staple without a staple",
                        () -> toClient(stapling, byList()),
                        FailureKind.MISSING_STAPLE,
                        "bad_certificate_status_response from us",
                        "CN=good has to come with a stapled OCSP response",
                        "RFC 7633"));
    }

    @ParameterizedTest
    @CsvSource({"com.sun.net.ssl.checkRevocation, false", "jdk.tls.client.enableStatusRequestExtension, true"})
    void mustStapleIsForWhoAsksForResponsesAndLooksAtThem(String property, boolean looks) throws Exception {
        TestAuthority.Issued stapling = good().extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(5)))
                .issue();
        TrustManager trust = looks ? byList() : trust();
        Setting.system(
                property,
                "false",
                () -> meet(client(trust), server(stapling), "TLSv1.3").required());
    }

    @Test
    void anotherFeatureThanStaplingIsNoPromiseOfIt() throws Exception {
        TestAuthority.Issued other = good().extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(17)))
                .issue();
        meet(client(byList()), server(other), "TLSv1.3").required();
    }

    static Stream<Arguments> managers() {
        return Stream.of(
                FailureCase.of(
                        "the application's own trust manager refuses",
                        () -> toClient(GOOD, new Refuses()),
                        FailureKind.CERTIFICATE_REFUSED,
                        "certificate_unknown from us",
                        "not in my house",
                        "the peer showed CN=good (issued by CN=authority, valid from 20",
                        "CertificateFailuresTest$Refuses accepts 0 issuers"),
                FailureCase.of(
                        "the JDK's trust manager refuses",
                        () -> toClient(good().expired().issue(), AUTHORITY.trustManager()),
                        FailureKind.EXPIRED,
                        "certificate_expired from us",
                        "the peer showed CN=good",
                        "accepts 1 issuers"));
    }

    // ---- who meets whom

    private static SSLException toClient(TestAuthority.Issued shown, TrustManager trust) {
        return meet(client(trust), server(shown), "TLSv1.3").clientFault();
    }

    /** Ours, that looks at the authority's list of what it has revoked. */
    private static TrustManager byList(X509Certificate... revoked) throws Exception {
        var anchor = Set.of(new TrustAnchor(AUTHORITY.certificate, null));
        var parameters = new PKIXBuilderParameters(anchor, new X509CertSelector());
        parameters.addCertStore(CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(List.of(AUTHORITY.revoking(revoked)))));
        var checker =
                (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(Set.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers()[0];
    }

    private static Exception weakKey(TestAuthority.Issued shown) throws Exception {
        Exception[] thrown = new Exception[1];
        Setting.security("jdk.certpath.disabledAlgorithms", "MD5, RSA keySize < 3072", () -> {
            SSLContext context = Contexts.ours(null, trust());
            thrown[0] = meet(context, server(shown), "TLSv1.3").clientFault();
        });
        return thrown[0];
    }

    private static final class Refuses implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("not in my house");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("not in my house");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
