package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our client and our server in TLS 1.2, and where one of them or both speak TLS 1.3 as well. */
class ClientMeetsServerTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream();
    }

    private static Stream<Arguments> curves() {
        return NamedGroup.DEFAULT.stream()
                .map(group -> Arguments.of(
                        group.isFiniteField() ? CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 : SUITE, group));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteServesBothOfUs(CipherSuite suite) throws TlsFault {
        for (boolean extended : new boolean[] {true, false}) {
            Settings one = settings(suite)
                    .extendedMasterSecret(extended ? ExtendedMasterSecret.WANTED : ExtendedMasterSecret.NONE)
                    .build();
            var both = new TwoConnections(one, settings(suite).build()).talk();
            both.assertFlows();
            assertEquals(suite, both.server().negotiated().suite());
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void everyGroupServesBothOfUs(CipherSuite suite, NamedGroup group) throws TlsFault {
        Settings settings = settings(suite).groups(List.of(group)).build();
        var both = new TwoConnections(settings, settings).talk();
        both.assertFlows();
        assertEquals(group, both.server().negotiated().group());
    }

    @ParameterizedTest
    @EnumSource(ClientAuthentication.class)
    void bothOfUsAgreeOnWhoTheClientIs(ClientAuthentication asked) throws TlsFault {
        Settings server = settings(SUITE).clientAuthentication(asked).build();
        var both = new TwoConnections(settings(SUITE).build(), server).talk();
        both.assertFlows();
        assertEquals(
                asked == ClientAuthentication.NONE,
                both.server().negotiated().peerChain().isEmpty());
    }

    @Test
    void thePairOfVersionsLeadsToTheHighest() throws TlsFault {
        Settings all = ScriptedTls12Client.settings().build();
        var both = new TwoConnections(all, all).talk();
        both.assertFlows();
        assertEquals(ProtocolVersion.TLS_1_3, both.client().negotiated().version());
        for (boolean older : new boolean[] {true, false}) {
            Settings tls12 = settings(SUITE).build();
            var mixed = new TwoConnections(older ? tls12 : all, older ? all : tls12).talk();
            mixed.assertFlows();
            assertEquals(ProtocolVersion.TLS_1_2, mixed.client().negotiated().version());
        }
    }

    private static Settings.Builder settings(CipherSuite suite) {
        return ScriptedTls12Client.settings()
                .versions(List.of(ProtocolVersion.TLS_1_2))
                .suites(List.of(suite));
    }
}
