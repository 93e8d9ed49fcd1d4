package dev.handfast.managers;

import java.security.Key;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
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

    /** Compares by hand: the methods that a record has by itself are spun when they first run, which a first handshake notices. */
    private record Kind(String signature, String key) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Kind that && signature.equals(that.signature) && key.equals(that.key);
        }

        @Override
        public int hashCode() {
            return 31 * signature.hashCode() + key.hashCode();
        }
    }

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
    private record Entry(String text, AlgorithmName name, boolean keysOnly, List<Constraint> constraints) {
        boolean isAbout(Kind kind) {
            return name.isAnyOf(List.of(kind.key()))
                    || !keysOnly && name.isAnyOf(DisabledAlgorithms.signatureNames(kind.signature()));
        }

        boolean forbids(X509Certificate certificate, Path path) {
            for (Constraint constraint : constraints) {
                if (!constraint.isMet(certificate, path)) {
                    return false;
                }
            }
            return true;
        }
    }

    private PathConstraints(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads a security property as it is now.
     *
     * @throws IllegalArgumentException if an entry has a constraint that {@code java.security} does not describe
     * @throws DateTimeException if a date is none
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
            known = entriesAbout(kind);
            if (matching.size() < KINDS) {
                matching.put(kind, known);
            }
        }
        return known;
    }

    private List<Entry> entriesAbout(Kind kind) {
        var about = new ArrayList<Entry>();
        for (Entry entry : entries) {
            if (entry.isAbout(kind)) {
                about.add(entry);
            }
        }
        return List.copyOf(about);
    }

    private static Entry parse(String text) {
        String name = DisabledAlgorithms.words(text).get(0);
        var constraints = new ArrayList<Constraint>();
        for (String constraint : text.substring(name.length()).split("&", -1)) {
            constraints.add(constraint(constraint.trim(), text));
        }
        boolean keysOnly = KeySizeLimit.in(text).isPresent();
        return new Entry(text, AlgorithmName.of(name), keysOnly, List.copyOf(constraints));
    }

    private static Constraint constraint(String text, String entry) {
        List<String> words = DisabledAlgorithms.words(text);
        String kind = words.isEmpty() ? "" : words.get(0);
        Optional<KeySizeLimit> limit = KeySizeLimit.in(text);
        if (limit.isPresent()) {
            return (certificate, path) -> limit.get().forbids(bits(certificate.getPublicKey()));
        } else if (kind.equals("jdkCA") && words.size() == 1) {
            return (certificate, path) -> path.endsInJdk().getAsBoolean();
        } else if (kind.equals("denyAfter") && words.size() == 2) {
            Instant end = date(words.get(1)).atStartOfDay(ZoneOffset.UTC).toInstant();
            return (certificate, path) -> !end.isAfter(path.time());
        } else if (kind.equals("usage")) {
            Set<String> usages = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            usages.addAll(words);
            return (certificate, path) -> usages.contains(path.ofServer() ? "TLSServer" : "TLSClient")
                    || usages.contains("CertificateSignature");
        }
        throw new IllegalArgumentException("the constraint \"" + text + "\" of the disabled algorithm \"" + entry
                + "\" is none of keySize, jdkCA," + " denyAfter YYYY-MM-DD, usage");
    }

    /** {@code YYYY-MM-DD}. The JVM's first {@code DateTimeFormatter} would take longer than all the rest of the reading. */
    private static LocalDate date(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            throw noDate(text);
        }
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static int number(String text, int begin, int end) {
        int number = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw noDate(text);
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static DateTimeException noDate(String text) {
        return new DateTimeException("\"" + text + "\" is no date YYYY-MM-DD");
    }

    /** Limits of keys of other kinds forbid nothing. */
    private static int bits(Key key) {
        return DisabledAlgorithms.bits(key).orElse(Integer.MAX_VALUE);
    }
}
