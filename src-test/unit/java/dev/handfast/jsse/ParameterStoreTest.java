package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeListener;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** Settings go in and come out whole. */
class ParameterStoreTest {
    private static final String AES = "TLS_AES_128_GCM_SHA256";
    private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";

    private final ParameterStore store = Contexts.state().parameters();

    /** Permits everything; told apart by identity. */
    private static final class Lax implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return true;
        }
    }

    @Test
    void nothingIsLostOnTheWayInAndOut() {
        HandshakeListener listener = event -> {};
        AlgorithmConstraints constraints = new Lax();
        SNIMatcher matcher = SNIHostName.createSNIMatcher("x");
        var set = new HandfastParameters();
        set.setCipherSuites(new String[] {CHACHA, AES});
        set.setProtocols(new String[] {"TLSv1.3"});
        set.setNeedClientAuth(true);
        set.setAlgorithmConstraints(constraints);
        set.setEndpointIdentificationAlgorithm("LDAPS");
        set.setServerNames(List.of(new SNIHostName("a.example")));
        set.setSNIMatchers(List.of(matcher));
        set.setUseCipherSuitesOrder(false);
        set.setEnableRetransmissions(false);
        set.setMaximumPacketSize(9000);
        set.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        set.setNamedGroups(new String[] {"secp384r1", "somethingNew"});
        set.setSignatureSchemes(new String[] {"ed25519", "somethingNew"});
        set.setHandshakeListener(listener);
        store.apply(set);
        for (HandfastParameters got : List.of(store.toParameters(), store.copy().toParameters())) {
            assertArrayEquals(new String[] {CHACHA, AES}, got.getCipherSuites());
            assertArrayEquals(new String[] {"TLSv1.3"}, got.getProtocols());
            assertTrue(got.getNeedClientAuth());
            assertFalse(got.getWantClientAuth());
            assertSame(constraints, got.getAlgorithmConstraints());
            assertEquals("LDAPS", got.getEndpointIdentificationAlgorithm());
            assertEquals(List.of(new SNIHostName("a.example")), got.getServerNames());
            assertEquals(List.of(matcher), List.copyOf(got.getSNIMatchers()));
            assertFalse(got.getUseCipherSuitesOrder());
            assertFalse(got.getEnableRetransmissions());
            assertEquals(9000, got.getMaximumPacketSize());
            assertArrayEquals(new String[] {"h2", "http/1.1"}, got.getApplicationProtocols());
            assertArrayEquals(new String[] {"secp384r1", "somethingNew"}, got.getNamedGroups());
            assertArrayEquals(new String[] {"ed25519", "somethingNew"}, got.getSignatureSchemes());
            assertSame(listener, got.getHandshakeListener());
        }
    }

    @Test
    void freshParametersLeaveListsNamesAndIdentificationAlone() {
        var set = new HandfastParameters();
        set.setCipherSuites(new String[] {AES});
        set.setEndpointIdentificationAlgorithm("HTTPS");
        set.setServerNames(List.of(new SNIHostName("a.example")));
        set.setHandshakeListener(event -> {});
        store.apply(set);
        store.apply(new SSLParameters());
        assertArrayEquals(new String[] {AES}, store.getEnabledCipherSuites());
        assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, store.getEnabledProtocols());
        assertEquals("HTTPS", store.toParameters().getEndpointIdentificationAlgorithm());
        assertEquals(1, store.toParameters().getServerNames().size());
        assertSame(set.getHandshakeListener(), store.toParameters().getHandshakeListener());
    }

    @Test
    void noNamesAndNoListOfNamesAreTwoThings() {
        assertNull(store.toParameters().getServerNames());
        assertNull(store.toParameters().getSNIMatchers());
        var none = new SSLParameters();
        none.setServerNames(List.of());
        none.setSNIMatchers(List.of());
        store.apply(none);
        assertEquals(List.of(), store.toParameters().getServerNames());
        assertEquals(0, store.toParameters().getSNIMatchers().size());
    }

    @Test
    void unknownNameChangesNothingAtAll() {
        var wrong = new SSLParameters(new String[] {AES}, new String[] {"TLSv9"});
        wrong.setEndpointIdentificationAlgorithm("HTTPS");
        assertThrows(IllegalArgumentException.class, () -> store.apply(wrong));
        assertEquals(12, store.getEnabledCipherSuites().length);
        assertNull(store.toParameters().getEndpointIdentificationAlgorithm());
    }

    @Test
    void lastCallOnClientAuthenticationWinsAndParametersMayResetBoth() {
        store.setNeedClientAuth(true);
        store.setWantClientAuth(true);
        assertFalse(store.getNeedClientAuth());
        assertTrue(store.getWantClientAuth());
        store.setNeedClientAuth(true);
        assertTrue(store.getNeedClientAuth());
        assertFalse(store.getWantClientAuth());
        store.apply(new SSLParameters());
        assertFalse(store.getNeedClientAuth());
        assertFalse(store.getWantClientAuth());
    }

    @Test
    void whatComesOutIsACopy() {
        assertNotSame(store.getEnabledCipherSuites(), store.getEnabledCipherSuites());
        store.getEnabledCipherSuites()[0] = "gone";
        store.getSupportedProtocols()[0] = "gone";
        store.toParameters().setCipherSuites(new String[0]);
        assertEquals(12, store.getEnabledCipherSuites().length);
        assertEquals("TLSv1.3", store.getSupportedProtocols()[0]);
        String[] given = {AES};
        store.setEnabledCipherSuites(given);
        given[0] = "gone";
        assertArrayEquals(new String[] {AES}, store.getEnabledCipherSuites());
    }

    @Test
    void emptyListsAreTaken() {
        store.setEnabledCipherSuites(new String[0]);
        store.setEnabledProtocols(new String[0]);
        assertEquals(0, store.getEnabledCipherSuites().length);
        assertEquals(0, store.getEnabledProtocols().length);
    }

    @Test
    void defaultsFollowTheModeAndSettingsDoNot() throws Exception {
        Setting.system("jdk.tls.client.cipherSuites", CHACHA, () -> {
            Setting.system("jdk.tls.server.cipherSuites", AES, () -> {
                ParameterStore fresh = Contexts.state().parameters();
                fresh.setClientMode(true);
                assertArrayEquals(new String[] {CHACHA}, fresh.getEnabledCipherSuites());
                fresh.setClientMode(false);
                assertArrayEquals(new String[] {AES}, fresh.getEnabledCipherSuites());
                fresh.setEnabledCipherSuites(new String[] {AES, CHACHA});
                fresh.setClientMode(true);
                assertArrayEquals(new String[] {AES, CHACHA}, fresh.getEnabledCipherSuites());
            });
        });
    }

    @Test
    void modeIsUnsetUntilItIsSet() {
        assertFalse(store.isModeSet());
        assertFalse(store.isClient());
        store.setClientMode(false);
        assertTrue(store.isModeSet());
    }

    @Test
    void groupsAndSchemesOfANewerJdkAreTaken() throws Exception {
        // On JDK 17 SSLParameters has no such fields; on 20 and later a plain one carries them.
        var newer = new SSLParameters();
        try {
            SSLParameters.class.getMethod("setNamedGroups", String[].class).invoke(newer, (Object)
                    new String[] {"x25519"});
        } catch (NoSuchMethodException older) {
            assertNull(HandfastParameters.copyOf(newer).getNamedGroups());
            return;
        }
        store.apply(newer);
        assertArrayEquals(new String[] {"x25519"}, store.toParameters().getNamedGroups());
        SSLParameters seenByTheJdk = store.toParameters();
        assertArrayEquals(new String[] {"x25519"}, (String[])
                SSLParameters.class.getMethod("getNamedGroups").invoke(seenByTheJdk));
    }

    @Test
    void groupsAndSchemesAreCheckedAsTheJdkChecksThem() {
        var parameters = new HandfastParameters();
        assertThrows(IllegalArgumentException.class, () -> parameters.setNamedGroups(new String[] {null}));
        assertThrows(IllegalArgumentException.class, () -> parameters.setNamedGroups(new String[] {" "}));
        assertThrows(
                IllegalArgumentException.class, () -> parameters.setNamedGroups(new String[] {"x25519", "x25519"}));
        assertThrows(IllegalArgumentException.class, () -> parameters.setSignatureSchemes(new String[] {""}));
        parameters.setNamedGroups(null);
        assertNull(parameters.getNamedGroups());
    }
}
