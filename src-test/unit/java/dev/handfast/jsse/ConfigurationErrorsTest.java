package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is configured wrongly is refused as the JDK's provider refuses it, in words that name the setting and its value. */
class ConfigurationErrorsTest {
    private final TestAuthority authority = new TestAuthority("authority");

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong(
                        "unknown suite",
                        "TLS_NO_SUCH_SUITE",
                        e -> e.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_NO_SUCH_SUITE"})),
                wrong("null suites", "CipherSuites", e -> e.setEnabledCipherSuites(null)),
                wrong("null suite", "cipher suite", e -> e.setEnabledCipherSuites(new String[] {null})),
                wrong("empty suite", "cipher suite", e -> e.setEnabledCipherSuites(new String[] {""})),
                wrong("unknown protocol", "TLSv9", e -> e.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv9"})),
                wrong("null protocols", "Protocols", e -> e.setEnabledProtocols(null)),
                wrong("null protocol", "protocol", e -> e.setEnabledProtocols(new String[] {null})),
                wrong(
                        "suite in parameters",
                        "TLS_NO_SUCH_SUITE",
                        e -> e.setSSLParameters(new SSLParameters(new String[] {"TLS_NO_SUCH_SUITE"}))),
                wrong(
                        "protocol in parameters",
                        "TLSv9",
                        e -> e.setSSLParameters(new SSLParameters(null, new String[] {"TLSv9"}))));
    }

    private static Arguments wrong(String name, String word, Consumer<SSLEngine> setting) {
        return Arguments.of(Named.of(name, setting), word);
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void wrongSettingIsRefusedAndNothingChanges(Consumer<SSLEngine> setting, String word) {
        for (Provider provider : Contexts.providers()) {
            SSLEngine engine = Contexts.of(provider, null, new TrustManager[0]).createSSLEngine();
            String[] suites = engine.getEnabledCipherSuites();
            String[] protocols = engine.getEnabledProtocols();
            var refused =
                    assertThrows(IllegalArgumentException.class, () -> setting.accept(engine), provider.getName());
            if (provider.equals(Contexts.HANDFAST)) {
                assertTrue(refused.getMessage().contains(word), refused::getMessage);
            }
            assertArrayEquals(suites, engine.getEnabledCipherSuites());
            assertArrayEquals(protocols, engine.getEnabledProtocols());
        }
    }

    @Test
    void protocolsThatAreNotSpokenAreRefusedByName() {
        SSLEngine engine = Contexts.ours(null).createSSLEngine();
        for (String protocol : List.of("TLSv1.1", "TLSv1", "SSLv3", "SSLv2Hello")) {
            var refused = assertThrows(
                    IllegalArgumentException.class, () -> engine.setEnabledProtocols(new String[] {protocol}));
            assertTrue(refused.getMessage().contains(protocol));
            assertTrue(refused.getMessage().contains("TLSv1.3"), "and what is");
        }
    }

    @Test
    void socketsAndServerSocketsRefuseTheSame() throws Exception {
        SSLContext context = Contexts.ours(null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
                SSLServerSocket listening =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket()) {
            assertThrows(IllegalArgumentException.class, () -> socket.setEnabledProtocols(new String[] {"TLSv9"}));
            assertThrows(IllegalArgumentException.class, () -> socket.setEnabledCipherSuites(null));
            assertThrows(IllegalArgumentException.class, () -> listening.setEnabledProtocols(new String[] {"TLSv9"}));
            assertThrows(IllegalArgumentException.class, () -> listening.setEnabledCipherSuites(null));
        }
    }

    @Test
    void uninitialisedContextGivesNothingButItsSessions() throws Exception {
        for (Provider provider : Contexts.providers()) {
            SSLContext context = SSLContext.getInstance("TLS", provider);
            assertThrows(IllegalStateException.class, context::createSSLEngine);
            assertThrows(IllegalStateException.class, () -> context.createSSLEngine("localhost", 443));
            assertThrows(IllegalStateException.class, context::getSocketFactory);
            assertThrows(IllegalStateException.class, context::getServerSocketFactory);
            assertThrows(IllegalStateException.class, context::getDefaultSSLParameters);
            assertNotNull(context.getClientSessionContext());
            assertNotNull(context.getServerSessionContext());
        }
    }

    @Test
    void defaultContextIsNotInitialisedAgain() throws Exception {
        for (Provider provider : Contexts.providers()) {
            SSLContext context = SSLContext.getInstance("Default", provider);
            assertThrows(KeyManagementException.class, () -> context.init(null, null, null));
            assertNotNull(context.createSSLEngine());
        }
    }

    @Test
    void namesThatAreNoProtocolsFailTheContext() throws Exception {
        for (String property : List.of("jdk.tls.client.protocols", "jdk.tls.server.protocols")) {
            Setting.system(property, "TLSv1.3,TLSv9", () -> {
                var refused = assertThrows(
                        NoSuchAlgorithmException.class, () -> SSLContext.getInstance("TLS", Contexts.HANDFAST));
                assertTrue(refused.getMessage().contains(property + ": TLSv9"), refused::getMessage);
                assertInstanceOf(IllegalArgumentException.class, refused.getCause());
                SSLContext.getInstance("TLSv1.3", Contexts.HANDFAST).init(null, null, null);
            });
        }
    }

    @Test
    void groupsThatNobodyKnowsFailTheContext() throws Exception {
        Setting.system("jdk.tls.namedGroups", "secp256k1,nonsense", () -> {
            SSLContext context = SSLContext.getInstance("TLS", Contexts.HANDFAST);
            var refused =
                    assertThrows(IllegalArgumentException.class, () -> context.init(null, new TrustManager[0], null));
            assertTrue(refused.getMessage().contains("jdk.tls.namedGroups(secp256k1,nonsense)"), refused::getMessage);
        });
    }

    @Test
    void serverWithoutAKeyFailsTheHandshake() throws Exception {
        KeyManager[][] keyless = {
            null, {}, TestAuthority.keyManagers("SunX509"), TestAuthority.keyManagers("NewSunX509")
        };
        for (Provider provider : Contexts.providers()) {
            for (KeyManager[] keys : keyless) {
                Meeting meeting = Meeting.of(
                        Contexts.of(provider, null, authority.trustManagers("PKIX"))
                                .createSSLEngine(),
                        Contexts.of(provider, keys, new TrustManager[0]).createSSLEngine());
                assertInstanceOf(SSLHandshakeException.class, meeting.serverFault(), provider.getName());
                assertInstanceOf(SSLHandshakeException.class, meeting.clientFault(), provider.getName());
                assertTrue(
                        meeting.serverFault().getMessage().contains("No available authentication scheme"),
                        meeting.serverFault()::getMessage);
                if (provider.equals(Contexts.HANDFAST)) {
                    assertTrue(meeting.serverFault().getMessage().contains("javax.net.ssl.keyStore"));
                }
            }
        }
    }

    @Test
    void emptyTrustStoreIsToldByTheHandshake() throws Exception {
        var issued = authority.leaf().host("good.example").issue();
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(TestAuthority.emptyStore());
        Meeting meeting = Meeting.of(
                Contexts.ours(null, factory.getTrustManagers()).createSSLEngine(),
                Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine());
        SSLException told = meeting.clientFault();
        assertInstanceOf(SSLHandshakeException.class, told);
        assertInstanceOf(RuntimeException.class, told.getCause(), "what the JDK's manager throws");
        assertInstanceOf(
                InvalidAlgorithmParameterException.class, told.getCause().getCause());
        assertTrue(told.getMessage().contains("javax.net.ssl.trustStore"), told::getMessage);
        assertTrue(told.getMessage().contains("trust store is empty"), told::getMessage);
    }

    @Test
    void emptyListsFailTheHandshakeOnBothSides() {
        var issued = authority.leaf().host("good.example").issue();
        List<Consumer<SSLEngine>> emptied =
                List.of(e -> e.setEnabledProtocols(new String[0]), e -> e.setEnabledCipherSuites(new String[0]));
        for (Consumer<SSLEngine> empty : emptied) {
            for (boolean atClient : new boolean[] {true, false}) {
                SSLEngine client = Contexts.ours(null, authority.trustManager()).createSSLEngine();
                SSLEngine server = Contexts.ours(TestAuthority.keyManagers("SunX509", issued))
                        .createSSLEngine();
                empty.accept(atClient ? client : server);
                Meeting meeting = Meeting.of(client, server);
                assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
                assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
            }
        }
    }

    @Test
    void withoutNewSessionsThereIsNoHandshake() {
        var issued = authority.leaf().host("good.example").issue();
        for (boolean atClient : new boolean[] {true, false}) {
            SSLEngine client = Contexts.ours(null, authority.trustManager()).createSSLEngine();
            SSLEngine server =
                    Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();
            (atClient ? client : server).setEnableSessionCreation(false);
            Meeting meeting = Meeting.of(client, server);
            SSLException refused = atClient ? meeting.clientFault() : meeting.serverFault();
            assertTrue(refused.getMessage().contains("setEnableSessionCreation"));
            assertEquals(atClient, meeting.serverFault() == null);
            assertNotNull(meeting.clientFault());
        }
    }

    @Test
    void protocolSwitchedOffByTheOperatorCannotBeSwitchedOn() throws Exception {
        Setting.security("jdk.tls.disabledAlgorithms", "TLSv1.3", () -> {
            SSLEngine engine = Contexts.ours(null, authority.trustManager()).createSSLEngine();
            assertArrayEquals(new String[] {"TLSv1.2"}, engine.getEnabledProtocols());
            engine.setUseClientMode(true);
            engine.setEnabledProtocols(new String[] {"TLSv1.3"});
            assertInstanceOf(SSLHandshakeException.class, assertThrows(SSLException.class, engine::beginHandshake));
        });
    }

    @Test
    void aliasWithoutAKeyIsAFailedHandshake() {
        Meeting meeting = Meeting.of(
                Contexts.ours(null, authority.trustManager()).createSSLEngine(),
                Contexts.ours(new KeyManager[] {new KeyManagerCredentialsTest.Promises()})
                        .createSSLEngine());
        assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
    }
}
