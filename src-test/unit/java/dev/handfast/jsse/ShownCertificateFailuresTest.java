package dev.handfast.jsse;

import static dev.handfast.jsse.GoodExample.GOOD;
import static dev.handfast.jsse.GoodExample.STORE;
import static dev.handfast.jsse.GoodExample.client;
import static dev.handfast.jsse.GoodExample.good;
import static dev.handfast.jsse.GoodExample.keys;
import static dev.handfast.jsse.GoodExample.meet;
import static dev.handfast.jsse.GoodExample.sun;
import static dev.handfast.jsse.GoodExample.trust;

import dev.handfast.FailureKind;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The peer does not take our certificate, or a client's is not what the server wants: seen by both sides. */
class ShownCertificateFailuresTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"refusedByPeer", "clientCertificates"})
    void exceptionExplainsItself(FailureCase failing) throws Exception {
        failing.check();
    }

    static Stream<Arguments> refusedByPeer() {
        SSLContext sun =
                Contexts.of(Contexts.SUN, null, new TrustManager[] {new TestAuthority("another").trustManager()});
        return Stream.of(
                FailureCase.of(
                        "the client does not know our CA",
                        () -> meet(sun, Contexts.ours(keys(GOOD)), "TLSv1.3").serverFault(),
                        FailureKind.CERTIFICATE_REFUSED,
                        "certificate_unknown from the peer",
                        "the peer refuses our certificate; we showed CN=good (issued by CN=authority, valid until 20",
                        "after we sent Finished and received ClientHello"),
                FailureCase.of(
                        "a client of ours does not know our CA",
                        () -> meet(client(new TestAuthority("another")), Contexts.ours(keys(GOOD)), "TLSv1.3")
                                .serverFault(),
                        FailureKind.UNKNOWN_ISSUER,
                        "unknown_ca from the peer",
                        "we showed CN=good (issued by CN=authority",
                        "have the peer trust that issuer"),
                FailureCase.of(
                        "a client of ours finds our certificate expired",
                        () -> meet(
                                        client(trust()),
                                        Contexts.ours(keys(good().expired().issue())),
                                        "TLSv1.2")
                                .serverFault(),
                        FailureKind.EXPIRED,
                        "certificate_expired from the peer",
                        "renew our certificate"));
    }

    static Stream<Arguments> clientCertificates() {
        TestAuthority.Issued stranger =
                new TestAuthority("stranger").leaf().commonName("guest").issue();
        return Stream.of(
                FailureCase.of(
                        "client certificate required and absent",
                        () -> mutual(sun(null), Contexts.ours(keys(GOOD), trust()), "TLSv1.3")
                                .serverFault(),
                        FailureKind.CLIENT_CERTIFICATE_MISSING,
                        "certificate_required from us",
                        "the client has no certificate to show, and we insist on one",
                        "after we sent Finished and received Certificate"),
                FailureCase.of(
                        "client certificate required and absent, TLS 1.2",
                        () -> mutual(sun(null), Contexts.ours(keys(GOOD), trust()), "TLSv1.2")
                                .serverFault(),
                        FailureKind.CLIENT_CERTIFICATE_MISSING,
                        "handshake_failure from us"),
                FailureCase.of(
                        "client certificate required and absent, seen by the client",
                        () -> mutual(client(trust()), Contexts.ours(keys(GOOD), trust()), "TLSv1.3")
                                .clientFault(),
                        FailureKind.CLIENT_CERTIFICATE_MISSING,
                        "certificate_required from the peer",
                        "our key manager had none that fits; it asked for one of \"CN=authority\" with a key for ecdsa",
                        "after the handshake was complete"),
                FailureCase.of(
                        "client certificate required and absent, seen by the client, TLS 1.2",
                        () -> mutual(client(trust()), Contexts.ours(keys(GOOD), trust()), "TLSv1.2")
                                .clientFault(),
                        FailureKind.CLIENT_CERTIFICATE_MISSING,
                        "handshake_failure from the peer", // SunJSSE of JDK 17 says bad_certificate, of 25 this
                        "it asked for one of \"CN=authority\"",
                        "after we sent Finished and received ServerHelloDone"),
                FailureCase.of(
                        "client certificate of an untrusted CA",
                        () -> mutual(insisting(stranger), Contexts.ours(keys(GOOD), trust()), "TLSv1.3")
                                .serverFault(),
                        FailureKind.INCOMPLETE_CHAIN,
                        "unknown_ca from us",
                        "CN=guest was issued by CN=stranger, which is neither in the chain that the peer sent nor among "
                                + STORE),
                FailureCase.of(
                        "client certificate of an untrusted CA, seen by the client",
                        () -> mutual(insisting(stranger), Contexts.ours(keys(GOOD), trust()), "TLSv1.3")
                                .clientFault(),
                        FailureKind.UNKNOWN_ISSUER,
                        "unknown_ca from the peer",
                        "we showed CN=guest (issued by CN=stranger",
                        "after the handshake was complete"));
    }

    private static Meeting mutual(SSLContext client, SSLContext server, String protocol) {
        SSLEngine answering = server.createSSLEngine();
        answering.setNeedClientAuth(true);
        SSLEngine asking = client.createSSLEngine("good.example", 443);
        asking.setEnabledProtocols(new String[] {protocol});
        return Meeting.of(asking, answering);
    }

    /** A client that shows its certificate whatever authorities the server names. */
    private static SSLContext insisting(TestAuthority.Issued shown) {
        return Contexts.ours(new KeyManager[] {new OneKey(shown)}, trust());
    }
}
