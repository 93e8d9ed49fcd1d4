package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.HandfastParameters;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The two sides have nothing in common: what each offered, what removed the rest, and what to do. */
class NegotiationFailuresTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final TrustManager[] TRUST = {AUTHORITY.trustManager()};
    private static final KeyManager[] EC = TestAuthority.keyManagers(
            "SunX509", AUTHORITY.leaf().commonName("server").issue());
    private static final KeyManager[] RSA = TestAuthority.keyManagers(
            "SunX509", AUTHORITY.leaf().commonName("server").keyType("RSA2048").issue());
    private static final SSLContext OURS = Contexts.ours(EC, TRUST);
    private static final SSLContext SUN = Contexts.of(Contexts.SUN, EC, TRUST);

    private static final String AES = "TLS_AES_128_GCM_SHA256";
    private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";
    private static final String ECDSA = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    private static final String HELLO_CAME = "after we received ClientHello and sent nothing";
    private static final String HELLO_SENT = "after we sent ClientHello and received nothing";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"suites", "groupsAndSchemes", "versions", "certificates", "names", "ownLimits"})
    void exceptionExplainsItself(FailureCase failing) throws Exception {
        failing.check();
    }

    static Stream<Arguments> suites() {
        return Stream.of(
                FailureCase.of(
                        "no common suite, the server's application chose another",
                        () -> server(SUN, suites(AES), OURS, suites(CHACHA)),
                        FailureKind.NO_COMMON_CIPHER_SUITE,
                        "handshake_failure from us",
                        "the client offers " + AES,
                        "enabled on our side for TLSv1.3 are [" + CHACHA + "]",
                        AES + " (the enabled cipher suites do not name it)",
                        "we sent the alert handshake_failure " + HELLO_CAME,
                        "setEnabledCipherSuites"),
                FailureCase.of(
                        "no common suite, the operator's property took it away",
                        () -> server(
                                SUN,
                                suites(AES),
                                Operator.sets("security:jdk.tls.disabledAlgorithms=" + AES)
                                        .context(EC),
                                protocols("TLSv1.3")),
                        FailureKind.NO_COMMON_CIPHER_SUITE,
                        "handshake_failure from us",
                        AES + " (\"" + AES + "\" in jdk.tls.disabledAlgorithms)"),
                FailureCase.of(
                        "no common suite, seen by the client",
                        () -> client(OURS, suites(AES), SUN, suites(CHACHA)),
                        FailureKind.REFUSED_BY_PEER,
                        "handshake_failure from the peer",
                        "we offered the versions TLSv1.3",
                        "the cipher suites " + AES + ";",
                        "the groups x25519",
                        "the signature schemes",
                        CHACHA,
                        "the peer sent the alert handshake_failure " + HELLO_SENT),
                FailureCase.of(
                        "TLS 1.2 suites that the server's key does not serve",
                        () -> server(
                                SUN,
                                both(protocols("TLSv1.2"), suites(ECDSA)),
                                Contexts.ours(RSA),
                                NegotiationFailuresTest::any),
                        FailureKind.NO_FITTING_CERTIFICATE,
                        "handshake_failure from us",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 (no certificate of ours with a key of EC",
                        "No available authentication scheme"));
    }

    static Stream<Arguments> groupsAndSchemes() {
        return Stream.of(
                FailureCase.of(
                        "no common group",
                        () -> server(OURS, groups("x448"), OURS, groups("secp256r1")),
                        FailureKind.NO_COMMON_GROUP,
                        "handshake_failure from us",
                        "the client offers x448, enabled on our side are [secp256r1]",
                        "x448 (the named groups that the application set do not name it)",
                        "jdk.tls.namedGroups"),
                FailureCase.of(
                        "no common group, TLS 1.2 with the operator's property",
                        () -> server(
                                OURS,
                                both(protocols("TLSv1.2"), both(suites(ECDSA), groups("x448"))),
                                Operator.sets("jdk.tls.namedGroups=secp256r1").context(EC),
                                NegotiationFailuresTest::any),
                        FailureKind.NO_COMMON_GROUP,
                        "handshake_failure from us",
                        "no named group for it in common, the client offers x448"),
                FailureCase.of(
                        "no common group, seen by the client",
                        () -> client(OURS, groups("x448"), OURS, groups("secp256r1")),
                        FailureKind.REFUSED_BY_PEER,
                        "handshake_failure from the peer",
                        "the groups x448;",
                        "secp256r1",
                        "the named groups that the application set do not name it"),
                FailureCase.of(
                        "no common signature scheme",
                        () -> server(OURS, schemes("ed25519"), OURS, schemes("ecdsa_secp256r1_sha256")),
                        FailureKind.NO_COMMON_SIGNATURE_SCHEME,
                        "handshake_failure from us",
                        "the client takes ed25519, enabled on our side are [ecdsa_secp256r1_sha256]",
                        "ed25519 (the signature schemes that the application set do not name it"),
                FailureCase.of(
                        "no common signature scheme, TLS 1.2",
                        () -> server(
                                OURS,
                                both(protocols("TLSv1.2"), both(suites(ECDSA), schemes("rsa_pss_rsae_sha256"))),
                                OURS,
                                NegotiationFailuresTest::any),
                        FailureKind.NO_COMMON_SIGNATURE_SCHEME,
                        "handshake_failure from us",
                        "no signature scheme in common for a key of EC or EdDSA, the client takes rsa_pss_rsae_sha256"));
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                FailureCase.of(
                        "no common version, the client is older",
                        () -> server(SUN, protocols("TLSv1.2"), OURS, protocols("TLSv1.3")),
                        FailureKind.NO_COMMON_VERSION,
                        "protocol_version from us",
                        "the client offers TLSv1.2, enabled on our side are [TLSv1.3]",
                        "TLSv1.2 (the enabled protocols do not name it)",
                        HELLO_CAME),
                FailureCase.of(
                        "no common version, the server is older",
                        () -> client(OURS, protocols("TLSv1.3"), SUN, protocols("TLSv1.2")),
                        FailureKind.NO_COMMON_VERSION,
                        "protocol_version from the peer",
                        "none of the protocol versions that we offered: TLSv1.3",
                        "TLSv1.2 (the enabled protocols do not name it)",
                        HELLO_SENT),
                FailureCase.of(
                        "no common version, the client is newer",
                        () -> server(SUN, protocols("TLSv1.3"), OURS, protocols("TLSv1.2")),
                        FailureKind.NO_COMMON_VERSION,
                        "protocol_version from us",
                        "the client offers TLSv1.3, enabled on our side are [TLSv1.2]"));
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                FailureCase.of(
                        "the server's key is of a kind that the client does not take",
                        () -> server(OURS, schemes("ecdsa_secp256r1_sha256"), Contexts.ours(RSA), protocols("TLSv1.3")),
                        FailureKind.NO_FITTING_CERTIFICATE,
                        "handshake_failure from us",
                        "there is none for any of [ecdsa_secp256r1_sha256]",
                        "our key manager"),
                FailureCase.of(
                        "the server's key is not that of its certificate",
                        () -> server(
                                OURS,
                                NegotiationFailuresTest::any,
                                Contexts.ours(mismatched()),
                                NegotiationFailuresTest::any),
                        FailureKind.NO_FITTING_CERTIFICATE,
                        "internal_error from us",
                        "CN=server",
                        "private key does not belong to it"));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                FailureCase.of(
                        "ALPN mismatch",
                        () -> server(SUN, alpn("h2"), OURS, alpn("http/1.1")),
                        FailureKind.NO_COMMON_APPLICATION_PROTOCOL,
                        "no_application_protocol from us",
                        "the client offers h2, ours are [http/1.1]"),
                FailureCase.of(
                        "ALPN mismatch, seen by the client",
                        () -> client(OURS, alpn("h2"), SUN, alpn("http/1.1")),
                        FailureKind.NO_COMMON_APPLICATION_PROTOCOL,
                        "no_application_protocol from the peer",
                        "none of the application protocols that we offered: h2",
                        HELLO_SENT),
                FailureCase.of(
                        "unknown name",
                        () -> server(SUN, NegotiationFailuresTest::any, OURS, matcher("other\\.example")),
                        FailureKind.UNRECOGNIZED_NAME,
                        "unrecognized_name from us",
                        "no SNIMatcher takes",
                        "good.example"),
                FailureCase.of(
                        "unknown name, seen by the client",
                        () -> client(OURS, NegotiationFailuresTest::any, SUN, matcher("other\\.example")),
                        FailureKind.UNRECOGNIZED_NAME,
                        "unrecognized_name from the peer",
                        "the name that we asked for: good.example"));
    }

    static Stream<Arguments> ownLimits() {
        return Stream.of(
                FailureCase.of(
                        "nothing left to offer",
                        () -> client(
                                OURS, both(protocols("TLSv1.3"), suites(ECDSA)), SUN, NegotiationFailuresTest::any),
                        FailureKind.NOTHING_ENABLED,
                        "handshake_failure from us",
                        "no appropriate protocol version is enabled on our side",
                        "before a message went either way"),
                FailureCase.of(
                        "no new session wanted",
                        () -> {
                            SSLEngine server = OURS.createSSLEngine();
                            server.setEnableSessionCreation(false);
                            return Meeting.of(SUN.createSSLEngine(), server).serverFault();
                        },
                        FailureKind.NEW_SESSION_FORBIDDEN,
                        "handshake_failure from us",
                        "No existing session",
                        "setEnableSessionCreation(true)"));
    }

    private static KeyManager[] mismatched() {
        TestAuthority.Issued one =
                AUTHORITY.leaf().commonName("server").keyType("RSA2048").issue();
        TestAuthority.Issued other = AUTHORITY.leaf().keyType("RSA2048").issue();
        return TestAuthority.keyManagers("SunX509", new TestAuthority.Issued(one.chain(), other.keys()));
    }

    // ---- who is set how

    private static Exception server(
            SSLContext client, Consumer<SSLEngine> there, SSLContext server, Consumer<SSLEngine> here) {
        return meet(client, there, server, here).serverFault();
    }

    private static Exception client(
            SSLContext client, Consumer<SSLEngine> here, SSLContext server, Consumer<SSLEngine> there) {
        return meet(client, here, server, there).clientFault();
    }

    private static Meeting meet(
            SSLContext client, Consumer<SSLEngine> onClient, SSLContext server, Consumer<SSLEngine> onServer) {
        SSLEngine asking = client.createSSLEngine("good.example", 443);
        SSLEngine answering = server.createSSLEngine();
        asking.setUseClientMode(true);
        answering.setUseClientMode(false);
        onClient.accept(asking);
        onServer.accept(answering);
        return Meeting.of(asking, answering);
    }

    /** As it is made. */
    private static void any(SSLEngine engine) {}

    private static Consumer<SSLEngine> both(Consumer<SSLEngine> one, Consumer<SSLEngine> other) {
        return one.andThen(other);
    }

    private static Consumer<SSLEngine> suites(String... names) {
        return engine -> engine.setEnabledCipherSuites(names);
    }

    private static Consumer<SSLEngine> protocols(String... names) {
        return engine -> engine.setEnabledProtocols(names);
    }

    private static Consumer<SSLEngine> groups(String... names) {
        return ours(parameters -> parameters.setNamedGroups(names));
    }

    private static Consumer<SSLEngine> schemes(String... names) {
        return ours(parameters -> parameters.setSignatureSchemes(names));
    }

    private static Consumer<SSLEngine> ours(Consumer<HandfastParameters> setting) {
        return engine -> {
            var parameters = (HandfastParameters) engine.getSSLParameters();
            setting.accept(parameters);
            engine.setSSLParameters(parameters);
        };
    }

    private static Consumer<SSLEngine> alpn(String protocol) {
        return engine -> {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            engine.setSSLParameters(parameters);
        };
    }

    private static Consumer<SSLEngine> matcher(String pattern) {
        return engine -> {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(pattern)));
            engine.setSSLParameters(parameters);
        };
    }
}
