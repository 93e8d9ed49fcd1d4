package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.Meeting;
import dev.handfast.jsse.TestAuthority;
import java.security.Provider;
import java.security.cert.Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Anybody's managers work with anybody's engines, and at full strength. */
class MixedManagersTest {
    private final TestAuthority authority = new TestAuthority("authority");
    private final TestAuthority.Issued first =
            authority.leaf().host("first.example").issue();
    private final TestAuthority.Issued second =
            authority.leaf().host("second.example").issue();

    static Stream<Arguments> combinations() {
        return Contexts.providers().stream()
                .flatMap(engines -> Contexts.providers().stream()
                        .flatMap(managers ->
                                Stream.of("SunX509", "NewSunX509").map(keys -> Arguments.of(engines, managers, keys))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void handshakeWithCertificatesOnBothSides(Provider engines, Provider managers, String keys) throws Exception {
        KeyManager[] both = {Managers.keys(managers, keys, first, second)};
        TrustManager[] trust = {Managers.trust(managers, "PKIX", authority.certificate)};
        SSLContext context = Contexts.of(engines, both, trust);
        Meeting meeting = meet(context, "second.example");
        if (keys.equals("NewSunX509")
                || managers.equals(Contexts.HANDFAST)) { // SunJSSE's older one does not look at names
            meeting.required();
            assertEquals(second.leaf(), certificate(meeting.client()));
            assertTrue(List.of(first.leaf(), second.leaf()).contains(certificate(meeting.server())));
        }
        assertFalse(meet(context, "third.example").succeeded(), "no certificate is for this host");
    }

    private static Certificate certificate(SSLEngine engine) throws SSLPeerUnverifiedException {
        return engine.getSession().getPeerCertificates()[0];
    }

    private static Meeting meet(SSLContext context, String host) {
        SSLEngine client = context.createSSLEngine(host, 443);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        server.setNeedClientAuth(true);
        return Meeting.of(client, server);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void unknownAuthorityIsRefused(Provider engines, Provider managers, String keys) {
        KeyManager[] both = {Managers.keys(managers, keys, first)};
        TrustManager[] trust = {Managers.trust(managers, "PKIX", new TestAuthority("another").certificate)};
        Meeting meeting = meet(Contexts.of(engines, both, trust), "first.example");
        assertFalse(meeting.succeeded());
        assertTrue(
                meeting.clientFault().getMessage().contains("unable to find valid certification path"),
                meeting.clientFault()::getMessage);
    }
}
