package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handfast.CredentialFiles;
import dev.handfast.HandfastParameters;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** What makes that a session is not resumed although the peer is the same. */
class SessionBindingTest {
    private static final X509Certificate ONE = new TestAuthority("one").certificate;
    private static final X509Certificate OTHER = new TestAuthority("other").certificate;

    private X509Certificate[] accepted = {ONE, OTHER};
    private final SessionBinding binding = of(() -> accepted);

    private static SessionBinding of(Supplier<X509Certificate[]> authorities) {
        return new SessionBinding(new Accepting(authorities));
    }

    private static class Accepting implements X509TrustManager {
        private final Supplier<X509Certificate[]> authorities;

        Accepting(Supplier<X509Certificate[]> authorities) {
            this.authorities = authorities;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("nobody is to be checked");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("nobody is to be checked");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.get();
        }
    }

    private static HandfastParameters with(Consumer<HandfastParameters> change) {
        var set = new HandfastParameters();
        change.accept(set);
        return set;
    }

    private static void assertOther(byte[] one, byte[] other) {
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void equalParametersHaveEqualBindings() {
        assertArrayEquals(
                binding.ofClient(with(set -> set.setEndpointIdentificationAlgorithm("HTTPS"))),
                binding.ofClient(with(set -> set.setEndpointIdentificationAlgorithm("HTTPS"))));
        assertArrayEquals(binding.ofServer(new HandfastParameters()), binding.ofServer(new HandfastParameters()));
    }

    @Test
    void aCheckOfNamesCounts() {
        HandfastParameters https = with(set -> set.setEndpointIdentificationAlgorithm("HTTPS"));
        assertOther(binding.ofClient(new HandfastParameters()), binding.ofClient(https));
        assertOther(binding.ofServer(new HandfastParameters()), binding.ofServer(https));
    }

    @Test
    void constraintsCount() {
        HandfastParameters constrained = with(set -> set.setAlgorithmConstraints(ResumedSessionsTest.EVERYTHING));
        assertOther(binding.ofClient(new HandfastParameters()), binding.ofClient(constrained));
        assertOther(binding.ofServer(new HandfastParameters()), binding.ofServer(constrained));
    }

    @Test
    void aClientsOwnCertificateCounts() {
        Path key = Path.of("key.pem");
        HandfastParameters one = with(set -> set.setCredentialFiles(CredentialFiles.pem(Path.of("one.pem"), key)));
        HandfastParameters other = with(set -> set.setCredentialFiles(CredentialFiles.pem(Path.of("other.pem"), key)));
        assertOther(binding.ofClient(one), binding.ofClient(other));
        assertOther(binding.ofClient(one), binding.ofClient(new HandfastParameters()));
    }

    /** Servers that share their ticket keys share sessions, if they trust the same; clients of two contexts never do. */
    @Test
    void contextsWithEqualTrustDifferForClientsAlone() {
        SessionBinding twin = of(() -> new X509Certificate[] {OTHER, ONE});
        var set = new HandfastParameters();
        assertArrayEquals(binding.ofServer(set), twin.ofServer(set));
        assertOther(binding.ofClient(set), twin.ofClient(set));
        assertOther(binding.ofServer(set), of(() -> new X509Certificate[] {ONE}).ofServer(set));
    }

    /** Who checks in another way may come to another end, with the same authorities. */
    @Test
    void anotherTrustManagerCounts() {
        var set = new HandfastParameters();
        X509TrustManager other = new Accepting(() -> accepted) {};
        assertOther(binding.ofServer(set), new SessionBinding(other).ofServer(set));
    }

    @Test
    void aTrustManagerThatReloadsIsFollowed() {
        var set = new HandfastParameters();
        byte[] before = binding.ofClient(set);
        assertArrayEquals(before, binding.ofClient(set));
        accepted = new X509Certificate[] {ONE};
        assertOther(before, binding.ofClient(set));
        accepted = new X509Certificate[] {ONE, OTHER};
        assertArrayEquals(before, binding.ofClient(set));
    }

    @Test
    void aTrustManagerThatCannotTellWorks() {
        var set = new HandfastParameters();
        SessionBinding mute = of(() -> {
            throw new UnsupportedOperationException();
        });
        assertArrayEquals(of(() -> null).ofServer(set), mute.ofServer(set));
    }
}
