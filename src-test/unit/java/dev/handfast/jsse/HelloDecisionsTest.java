package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** What a server's application decides about names and protocols. */
class HelloDecisionsTest {
    private final TestAuthority authority = new TestAuthority("authority");
    private final TestAuthority.Issued issued =
            authority.leaf().host("good.example").issue();
    private final SSLEngine client =
            Contexts.ours(null, authority.trustManager()).createSSLEngine("good.example", 443);
    private final SSLEngine server =
            Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();

    @Test
    void nameThatNoMatcherTakesIsUnrecognized() {
        SSLParameters parameters = server.getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("other\\.example")));
        server.setSSLParameters(parameters);
        Meeting meeting = Meeting.of(client, server);
        assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
        assertTold(meeting, "unrecognized_name");
    }

    @Test
    void nameThatAMatcherTakesAndNoNameAtAllAreFine() {
        SSLParameters parameters = server.getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("good\\.example")));
        server.setSSLParameters(parameters);
        Meeting.of(client, server).required();

        SSLEngine nameless = Contexts.ours(null, authority.trustManager()).createSSLEngine();
        SSLEngine another =
                Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();
        another.setSSLParameters(parameters);
        Meeting.of(nameless, another).required();
    }

    @Test
    void matcherThatThrowsIsAFailedHandshake() {
        var broken = new IllegalStateException("no list of names");
        SSLParameters parameters = server.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName name) {
                throw broken;
            }
        }));
        server.setSSLParameters(parameters);
        Meeting meeting = Meeting.of(client, server);
        assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        assertSame(broken, meeting.serverFault().getCause());
    }

    @Test
    void matchersComeBeforeTheKeyManagerWhichSeesNameAndProtocol() {
        var order = new ArrayList<String>();
        KeyManager manager = new KeyManagerCredentialsTest.ByEngine() {
            @Override
            public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
                var session = (ExtendedSSLSession) engine.getHandshakeSession();
                order.add("key manager " + session.getRequestedServerNames() + " "
                        + engine.getHandshakeApplicationProtocol() + " "
                        + List.of(session.getPeerSupportedSignatureAlgorithms()).contains("SHA256withECDSA"));
                return null;
            }
        };
        SSLEngine asking = Contexts.ours(new KeyManager[] {manager}).createSSLEngine();
        SSLParameters parameters = asking.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName name) {
                order.add("matcher");
                return true;
            }
        }));
        asking.setSSLParameters(parameters);
        offer(client, "h2");
        Meeting.of(client, asking);
        assertEquals("matcher", order.get(0));
        assertEquals("key manager [" + new SNIHostName("good.example") + "] h2 true", order.get(1));
    }

    @Test
    void firstOfTheServersProtocolsThatTheClientOffersIsTaken() {
        offer(client, "http/1.1", "h2");
        offer(server, "h3", "h2", "http/1.1");
        assertProtocol("h2", Meeting.of(client, server).required());
    }

    @Test
    void noProtocolInCommonFailsBothSides() {
        offer(client, "h2");
        offer(server, "http/1.1");
        Meeting meeting = Meeting.of(client, server);
        assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        assertTrue(meeting.serverFault().getMessage().contains("the client offers h2,"));
        assertTold(meeting, "no_application_protocol");
    }

    @Test
    void whereOnlyOneSideWantsAProtocolThereIsNone() {
        offer(client, "h2");
        assertProtocol("", Meeting.of(client, server).required());
    }

    @Test
    void selectorSeesTheEngineAndTheClientsListInItsOrder() {
        offer(client, "b", "a");
        offer(server, "a");
        var seen = new ArrayList<Object>();
        select((engine, offered) -> {
            seen.add(engine);
            seen.addAll(offered);
            return "b";
        });
        assertProtocol("b", Meeting.of(client, server).required());
        assertEquals(List.of(server, "b", "a"), seen);
    }

    @Test
    void selectorMayGoOnWithoutAProtocol() {
        offer(client, "h2");
        select((engine, offered) -> "");
        assertProtocol("", Meeting.of(client, server).required());
    }

    @Test
    void selectorThatTakesNothingFailsBothSides() {
        for (String chosen : new String[] {null, "h3"}) {
            SSLEngine here = Contexts.ours(null, authority.trustManager()).createSSLEngine();
            SSLEngine there =
                    Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();
            offer(here, "h2");
            there.setHandshakeApplicationProtocolSelector((engine, offered) -> chosen);
            Meeting meeting = Meeting.of(here, there);
            assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
            assertTold(meeting, "no_application_protocol");
        }
    }

    @Test
    void selectorThatThrowsIsAFailedHandshake() {
        var broken = new IllegalStateException("no choice");
        offer(client, "h2");
        select((engine, offered) -> {
            throw broken;
        });
        Meeting meeting = Meeting.of(client, server);
        assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        assertSame(broken, meeting.serverFault().getCause());
    }

    @Test
    void serversOrderOfSuitesCountsUnlessTheClientsIsAskedFor() {
        client.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});
        assertEquals(
                "TLS_AES_256_GCM_SHA384",
                Meeting.of(client, server).required().client().getSession().getCipherSuite());
        SSLEngine here = Contexts.ours(null, authority.trustManager()).createSSLEngine();
        here.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});
        SSLEngine there =
                Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();
        SSLParameters parameters = there.getSSLParameters();
        parameters.setUseCipherSuitesOrder(false);
        there.setSSLParameters(parameters);
        assertEquals(
                "TLS_AES_128_GCM_SHA256",
                Meeting.of(here, there).required().client().getSession().getCipherSuite());
    }

    private void select(BiFunction<SSLEngine, List<String>, String> selector) {
        server.setHandshakeApplicationProtocolSelector(selector);
        assertSame(selector, server.getHandshakeApplicationProtocolSelector());
    }

    private static void offer(SSLEngine engine, String... protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
    }

    private static void assertProtocol(String expected, Meeting meeting) {
        assertEquals(expected, meeting.client().getApplicationProtocol());
        assertEquals(expected, meeting.server().getApplicationProtocol());
        assertNull(meeting.server().getHandshakeApplicationProtocol());
    }

    private static void assertTold(Meeting meeting, String alert) {
        String told = meeting.clientFault().getMessage();
        assertTrue(told.startsWith("Received fatal alert: " + alert + ":"), told);
    }
}
