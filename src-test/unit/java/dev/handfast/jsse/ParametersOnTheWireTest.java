package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code SSLParameters.getNamedGroups} (JDK 20) and {@code getSignatureSchemes} (JDK 19) restrict one connection, and hold on the
 * wire; by {@code HandfastParameters} on JDK 17, too.
 */
class ParametersOnTheWireTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final KeyManager[] KEYS = TestAuthority.keyManagers(
            "NewSunX509", AUTHORITY.leaf().host("good.example").issue());
    private static final TrustManager TRUST = AUTHORITY.trustManager();

    /** Whose parameters an application uses. */
    private enum Api {
        HANDFAST {
            @Override
            SSLParameters restricted(String[] groups, String[] schemes) {
                var parameters = new HandfastParameters();
                parameters.setNamedGroups(groups);
                parameters.setSignatureSchemes(schemes);
                return parameters;
            }
        },
        JDK {
            @Override
            SSLParameters restricted(String[] groups, String[] schemes) throws ReflectiveOperationException {
                assumeTrue(Runtime.version().feature() >= 20, "older JDKs have no such parameters");
                var parameters = new SSLParameters();
                SSLParameters.class.getMethod("setNamedGroups", String[].class).invoke(parameters, (Object) groups);
                SSLParameters.class
                        .getMethod("setSignatureSchemes", String[].class)
                        .invoke(parameters, (Object) schemes);
                return parameters;
            }
        };

        abstract SSLParameters restricted(String[] groups, String[] schemes) throws ReflectiveOperationException;
    }

    private static SSLEngine engine() {
        return Contexts.ours(KEYS, TRUST).createSSLEngine("good.example", 443);
    }

    private static List<Integer> codes(SignatureScheme... schemes) {
        return Stream.of(schemes).map(SignatureScheme::code).toList();
    }

    @ParameterizedTest
    @EnumSource
    void clientOffersWhatIsSetAndNothingElse(Api api) throws Exception {
        SSLEngine client = engine();
        client.setSSLParameters(api.restricted(
                new String[] {"secp384r1", "x25519", "somethingNew"},
                new String[] {"rsa_pss_rsae_sha256", "ecdsa_secp256r1_sha256"}));
        ClientHello hello = Wire.hello(Meeting.of(client, engine()).required().fromClient());
        assertEquals(
                List.of(NamedGroup.SECP384R1, NamedGroup.X25519),
                hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElseThrow());
        assertEquals(
                codes(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.ECDSA_SECP256R1_SHA256),
                hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElseThrow());
        assertEquals(
                NamedGroup.SECP384R1,
                hello.extensions()
                        .get(Extension.KEY_SHARE_CH)
                        .orElseThrow()
                        .get(0)
                        .group());
    }

    @ParameterizedTest
    @EnumSource
    void serverTakesWhatIsSetAndNothingElse(Api api) throws Exception {
        SSLEngine server = engine();
        server.setSSLParameters(api.restricted(new String[] {"secp521r1"}, new String[] {"ecdsa_secp256r1_sha256"}));
        Meeting meeting = Meeting.of(engine(), server).required();
        assertEquals(Optional.of(NamedGroup.SECP521R1), Wire.retriedGroup(meeting.fromServer()));

        SSLEngine other = engine();
        other.setSSLParameters(api.restricted(new String[] {"x25519"}, new String[] {"ed25519"}));
        Meeting refused = Meeting.of(engine(), other);
        assertNotNull(refused.serverFault(), "our key signs by no scheme that is left");
        assertFalse(refused.succeeded());
    }

    @ParameterizedTest
    @EnumSource
    void nothingInCommonFailsTheHandshake(Api api) throws Exception {
        SSLEngine client = engine();
        client.setSSLParameters(api.restricted(new String[] {"secp384r1"}, null));
        SSLEngine server = engine();
        server.setSSLParameters(api.restricted(new String[] {"x25519"}, null));
        Meeting meeting = Meeting.of(client, server);
        assertTrue(meeting.serverFault().getMessage().contains("no named group in common"));
        assertNotNull(meeting.clientFault());
    }

    @ParameterizedTest
    @EnumSource
    void emptyListsAreNoDefaults(Api api) throws Exception {
        SSLEngine client = engine();
        client.setSSLParameters(api.restricted(new String[0], null));
        assertEquals(0, ((HandfastParameters) client.getSSLParameters()).getNamedGroups().length);
        assertNotNull(Meeting.of(client, engine()).clientFault());
    }

    @Test
    void whatTheJdkReadsFromOursIsWhatWasSet() throws Exception {
        assumeTrue(Runtime.version().feature() >= 20, "older JDKs have no such parameters");
        SSLEngine engine = engine();
        engine.setSSLParameters(Api.HANDFAST.restricted(new String[] {"x25519"}, new String[] {"ed25519"}));
        SSLParameters got = engine.getSSLParameters();
        assertArrayEquals(new String[] {"x25519"}, (String[])
                SSLParameters.class.getMethod("getNamedGroups").invoke(got));
        assertArrayEquals(new String[] {"ed25519"}, (String[])
                SSLParameters.class.getMethod("getSignatureSchemes").invoke(got));
    }
}
