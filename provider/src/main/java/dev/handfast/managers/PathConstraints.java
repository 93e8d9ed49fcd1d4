package dev.handfast.managers;

import java.security.Key;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Entries of {@code jdk.certpath.disabledAlgorithms} or {@code jdk.tls.disabledAlgorithms} that forbid an algorithm in the
 * certificates of some paths only: by {@code jdkCA}, {@code denyAfter} or {@code usage}, or by several constraints joined by
 * {@code &}, all of which have to be met. What is forbidden everywhere is the business of {@link DisabledAlgorithms}. Thread-safe.
 */
public final class PathConstraints {
    private static final int KINDS = 256;

    private final List<Entry> entries;

    /** Mostly none: those that are about the algorithms of a kind of certificate. */
    private final Map<Kind, List<Entry>> matching = new ConcurrentHashMap<>();

    private record Kind(String signature, String key) {}

    /**
     * Where a certificate stands.
     *
     * @param ofServer a server showed it; otherwise a client
     * @param time when it is looked at
     * @param endsInJdk whether an authority that came with the JDK vouches for it; asked only where it matters
     */
    public record Path(boolean ofServer, Instant time, BooleanSupplier endsInJdk) {}

    @FunctionalInterface
    private interface Constraint {
        boolean isMet(X509Certificate certificate, Path path);
    }

    /** @param keysOnly there is a limit to the size of keys, so that the algorithm is meant as a key's and not as a signature's */
    private record Entry(String text, Predicate<String> name, boolean keysOnly, List<Constraint> constraints) {
        boolean isAbout(Kind kind) {
            return name.test(kind.key())
                    || !keysOnly
                            && DisabledAlgorithms.signatureNames(kind.signature()).stream()
                                    .anyMatch(name);
        }

        boolean forbids(X509Certificate certificate, Path path) {
            return constraints.stream().allMatch(constraint -> constraint.isMet(certificate, path));
        }
    }

    private PathConstraints(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads a security property as it is now.
     *
     * @throws IllegalArgumentException if an entry has a constraint that {@code java.security} does not describe
     * @throws java.time.DateTimeException if a date is none
     */
    public static PathConstraints of(String securityProperty) {
        var entries = new ArrayList<Entry>();
        for (String text : DisabledAlgorithms.entriesOf(securityProperty)) {
            if (DisabledAlgorithms.isNarrowed(text) && !text.contains("HandshakeSignature")) {
                entries.add(parse(text));
            }
        }
        return new PathConstraints(List.copyOf(entries));
    }

    /** The entry, as it stands in the property, that forbids the certificate in such a path. */
    public Optional<String> forbidding(X509Certificate certificate, Path path) {
        for (Entry entry : about(
                new Kind(certificate.getSigAlgName(), certificate.getPublicKey().getAlgorithm()))) {
            if (entry.forbids(certificate, path)) {
                return Optional.of(entry.text());
            }
        }
        return Optional.empty();
    }

    /** A peer may make up names without end, so they are not all remembered. */
    private List<Entry> about(Kind kind) {
        List<Entry> known = matching.get(kind);
        if (known == null) {
            known = entries.stream().filter(entry -> entry.isAbout(kind)).toList();
            if (matching.size() < KINDS) {
                matching.put(kind, known);
            }
        }
        return known;
    }

    private static Entry parse(String text) {
        String name = text.split("\\s", 2)[0];
        var constraints = new ArrayList<Constraint>();
        for (String constraint : text.substring(name.length()).split("&", -1)) {
            constraints.add(constraint(constraint.trim(), text));
        }
        boolean keysOnly = DisabledAlgorithms.Limit.in(text).isPresent();
        return new Entry(text, DisabledAlgorithms.name(name), keysOnly, List.copyOf(constraints));
    }

    private static Constraint constraint(String text, String entry) {
        String[] words = text.split("\\s+", -1);
        Optional<DisabledAlgorithms.Limit> limit = DisabledAlgorithms.Limit.in(text);
        if (limit.isPresent()) {
            return (certificate, path) -> limit.get().forbids(bits(certificate.getPublicKey()));
        } else if (words[0].equals("jdkCA") && words.length == 1) {
            return (certificate, path) -> path.endsInJdk().getAsBoolean();
        } else if (words[0].equals("denyAfter") && words.length == 2) {
            Instant end = LocalDate.parse(words[1]).atStartOfDay(ZoneOffset.UTC).toInstant();
            return (certificate, path) -> !end.isAfter(path.time());
        } else if (words[0].equals("usage")) {
            Set<String> usages = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            usages.addAll(List.of(words));
            return (certificate, path) -> usages.contains(path.ofServer() ? "TLSServer" : "TLSClient")
                    || usages.contains("CertificateSignature");
        }
        throw new IllegalArgumentException("the constraint \"" + text + "\" of the disabled algorithm \"" + entry
                + "\" is none of keySize, jdkCA," + " denyAfter YYYY-MM-DD, usage");
    }

    /** Limits of keys of other kinds forbid nothing. */
    private static int bits(Key key) {
        return DisabledAlgorithms.bits(key).orElse(Integer.MAX_VALUE);
    }
}
