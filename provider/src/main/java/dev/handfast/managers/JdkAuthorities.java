package dev.handfast.managers;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The authorities that came with the JDK, which {@code jdkCA} means: those in {@code cacerts} whose alias says so. What an
 * administrator, or a distribution, put there is not among them. Immutable.
 */
public final class JdkAuthorities {
    /** What the JDK itself goes by. */
    private static final String MARK = " [jdk";

    private final Set<X509Certificate> certificates = new HashSet<>();
    private final Set<X500Principal> names = new HashSet<>();

    private JdkAuthorities() {}

    /** Read when somebody first asks. */
    private static final class OfThisJdk {
        static final JdkAuthorities AUTHORITIES =
                in(Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"));
    }

    public static JdkAuthorities ofThisJdk() {
        return OfThisJdk.AUTHORITIES;
    }

    /** Those in the key store {@code file}; none if it cannot be read, as then nothing is trusted because of it, either. */
    public static JdkAuthorities in(Path file) {
        var authorities = new JdkAuthorities();
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), (char[]) null);
            for (String alias : Collections.list(store.aliases())) {
                if (alias.contains(MARK) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    authorities.certificates.add(certificate);
                    authorities.names.add(certificate.getSubjectX500Principal());
                }
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException missingOrUnreadable) {
            return new JdkAuthorities();
        }
        return authorities;
    }

    public boolean contain(X509Certificate certificate) {
        return certificates.contains(certificate);
    }

    /** By the name of its issuer. */
    public boolean issued(X509Certificate certificate) {
        return names.contains(certificate.getIssuerX500Principal());
    }
}
