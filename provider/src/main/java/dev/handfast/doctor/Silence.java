package dev.handfast.doctor;

import dev.handfast.HandfastProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why Handfast, which is in the list of providers, does not answer. */
final class Silence {
    private final Provider handfast;

    Silence(Provider handfast) {
        this.handfast = handfast;
    }

    /** A finding for each answer that is not ours, as far as it is not a consequence of another. */
    List<Finding> why(List<Answer> answers) {
        var findings = new ArrayList<Finding>();
        for (Answer answer : answers) {
            if (!answer.isOurs()) {
                explain(answer, answers).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> explain(Answer answer, List<Answer> answers) {
        return switch (answer.question()) {
            case Answer.TLS -> Optional.of(context("TLS", answer));
            case Answer.DEFAULT -> Optional.of(context("Default", answer));
            case Answer.CLIENT_FACTORY, Answer.HTTPS -> factory("ssl.SocketFactory.provider", answer, answers);
            default -> factory("ssl.ServerSocketFactory.provider", answer, answers);
        };
    }

    private Finding context(String algorithm, Answer answer) {
        try {
            Provider.Service service = handfast.getService("SSLContext", algorithm);
            if (service == null) {
                return new Finding(
                        "the provider " + handfast + " has no SSLContext " + algorithm,
                        "it is not this Handfast: look for a second jar");
            }
            service.newInstance(null);
        } catch (NoSuchAlgorithmException failing) {
            return new Finding(
                    failing.getMessage() + ". " + answer.answer() + " answers instead, and nobody is told",
                    "mend what the message names");
        }
        return behind(algorithm, answer);
    }

    private Finding behind(String algorithm, Answer answer) {
        List<String> names =
                Stream.of(Security.getProviders()).map(Provider::getName).toList();
        String preferred = Security.getProperty(Recipes.PREFERRED);
        return new Finding(
                answer.answer() + " answers SSLContext " + algorithm + ": it is number "
                        + (names.indexOf(answer.answer()) + 1) + " of the list, and Handfast number "
                        + (names.indexOf(HandfastProvider.NAME) + 1) + "; " + Recipes.PREFERRED
                        + (preferred == null ? " is not set" : "=" + preferred),
                "use the two lines below, both of them, or the whole list");
    }

    /** The factories follow the default context, but for a class that a security property names. */
    private static Optional<Finding> factory(String property, Answer answer, List<Answer> answers) {
        String named = Security.getProperty(property);
        if (named != null && !named.isBlank()) {
            return Optional.of(new Finding(
                    "the security property " + property + "=" + named + " replaces " + answer.question() + " by "
                            + answer.answer(),
                    "take the property away"));
        }
        boolean follows = answers.stream()
                .filter(each -> each.question().equals(Answer.DEFAULT))
                .noneMatch(Answer::isOurs);
        return follows
                ? Optional.empty()
                : Optional.of(new Finding(
                        answer.question() + " gives " + answer.answer() + ", which was fixed before Handfast came",
                        "install Handfast before anything uses TLS"));
    }
}
