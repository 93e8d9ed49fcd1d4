package dev.handfast.doctor;

import dev.handfast.HandfastProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who answers something that applications ask for.
 *
 * @param question as an application asks it
 * @param answer the provider's name, the class of what is given out, or why nobody answers
 */
record Answer(String question, String answer, Whose whose) {
    static final String TLS = "SSLContext TLS";
    static final String DEFAULT = "SSLContext Default";
    static final String CLIENT_FACTORY = "SSLSocketFactory.getDefault()";
    static final String SERVER_FACTORY = "SSLServerSocketFactory.getDefault()";
    static final String HTTPS = "HttpsURLConnection";

    /** Where an answer comes from. */
    enum Whose {
        HANDFAST,
        OTHER,
        NOBODY
    }

    @FunctionalInterface
    private interface Lookup<T> {
        T look() throws GeneralSecurityException;
    }

    /** Those that say whether Handfast is in use. */
    static List<Answer> decisive() {
        return List.of(
                provider(TLS, () -> SSLContext.getInstance("TLS").getProvider()),
                provider(DEFAULT, () -> SSLContext.getDefault().getProvider()),
                made(CLIENT_FACTORY, SSLSocketFactory::getDefault),
                made(SERVER_FACTORY, SSLServerSocketFactory::getDefault),
                made(HTTPS, HttpsURLConnection::getDefaultSSLSocketFactory));
    }

    /** Those that any provider may give: the managers of others are used, too. */
    static List<Answer> ofManagers() {
        String keys = KeyManagerFactory.getDefaultAlgorithm();
        String trust = TrustManagerFactory.getDefaultAlgorithm();
        return List.of(
                provider(
                        "KeyManagerFactory " + keys,
                        () -> KeyManagerFactory.getInstance(keys).getProvider()),
                provider(
                        "TrustManagerFactory " + trust,
                        () -> TrustManagerFactory.getInstance(trust).getProvider()));
    }

    boolean isOurs() {
        return whose == Whose.HANDFAST;
    }

    private static Answer provider(String question, Lookup<Provider> lookup) {
        try {
            String name = lookup.look().getName();
            return new Answer(question, name, name.equals(HandfastProvider.NAME) ? Whose.HANDFAST : Whose.OTHER);
        } catch (GeneralSecurityException | RuntimeException | LinkageError unanswered) {
            return nobody(question, unanswered);
        }
    }

    private static Answer made(String question, Lookup<Object> lookup) {
        try {
            String type = lookup.look().getClass().getName();
            return new Answer(question, type, type.startsWith("dev.handfast.") ? Whose.HANDFAST : Whose.OTHER);
        } catch (GeneralSecurityException | RuntimeException | LinkageError unanswered) {
            return nobody(question, unanswered);
        }
    }

    private static Answer nobody(String question, Throwable unanswered) {
        Throwable cause = unanswered.getCause();
        return new Answer(
                question, "nobody: " + unanswered + (cause == null ? "" : ", because of " + cause), Whose.NOBODY);
    }
}
