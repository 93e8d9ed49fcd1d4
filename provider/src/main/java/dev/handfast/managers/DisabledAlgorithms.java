package dev.handfast.managers;

import dev.handfast.crypto.Signatures;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.security.Key;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@code jdk.tls.disabledAlgorithms} or {@code jdk.certpath.disabledAlgorithms} forbids, in the syntax of {@code
 * java.security}. Thread-safe: an answer never changes, so it is worked out once.
 */
public final class DisabledAlgorithms {
    /** What {@code keySize} means of each group that is no hybrid: bits, or the number of ML-KEM's parameter set. */
    private static final Map<NamedGroup, Integer> SIZES = Map.ofEntries(
            Map.entry(NamedGroup.X25519, 255),
            Map.entry(NamedGroup.SECP256R1, 256),
            Map.entry(NamedGroup.SECP384R1, 384),
            Map.entry(NamedGroup.X448, 448),
            Map.entry(NamedGroup.SECP521R1, 521),
            Map.entry(NamedGroup.FFDHE2048, 2048),
            Map.entry(NamedGroup.FFDHE3072, 3072),
            Map.entry(NamedGroup.FFDHE4096, 4096),
            Map.entry(NamedGroup.FFDHE6144, 6144),
            Map.entry(NamedGroup.FFDHE8192, 8192),
            Map.entry(NamedGroup.MLKEM768, 768),
            Map.entry(NamedGroup.MLKEM1024, 1024));

    private final List<Entry> entries;
    private final Map<Object, Optional<String>> answers = new ConcurrentHashMap<>();

    /** What a signature scheme is used for, as {@code usage} has it. */
    public enum Use {
        /** Signatures of a handshake: CertificateVerify, ServerKeyExchange. */
        HANDSHAKE("HandshakeSignature"),
        /** Signatures in certificates. */
        CERTIFICATE("CertificateSignature");

        private final String word;

        Use(String word) {
            this.word = word;
        }

        static Set<Use> in(String entry) {
            Set<Use> uses = EnumSet.noneOf(Use.class);
            for (Use use : values()) {
                if (entry.contains(use.word)) {
                    uses.add(use);
                }
            }
            return uses;
        }
    }

    /** Compares by hand: the methods that a record has by itself are spun when they first run, which a first handshake notices. */
    private record Question(SignatureScheme scheme, Use use) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Question that && scheme == that.scheme && use == that.use;
        }

        @Override
        public int hashCode() {
            return 31 * scheme.hashCode() + use.hashCode();
        }
    }

    /**
     * @param text as it stands in the property
     * @param keySize null where the algorithm is forbidden at any size
     * @param uses the algorithm is forbidden there, and may be used for everything else; empty where it is forbidden everywhere
     */
    private record Entry(String text, AlgorithmName name, KeySizeLimit keySize, Set<Use> uses) {
        boolean isEverywhere() {
            return keySize == null && uses.isEmpty();
        }
    }

    private DisabledAlgorithms(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads a security property as it is now. */
    public static DisabledAlgorithms of(String securityProperty) {
        var entries = new ArrayList<Entry>();
        for (String text : entriesOf(securityProperty)) {
            Optional<Entry> entry = parse(text);
            if (entry.isPresent()) {
                entries.add(entry.get());
            }
        }
        return new DisabledAlgorithms(entries);
    }

    /** The entries of a security property and of those that it includes. */
    static List<String> entriesOf(String securityProperty) {
        var entries = new ArrayList<String>();
        for (String entry : list(securityProperty)) {
            if (entry.toLowerCase(Locale.ROOT).startsWith("include ")) {
                entries.addAll(list(entry.substring("include ".length()).trim()));
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    // ---- what is permitted, and which entry forbids the rest

    public boolean permitsProtocol(String name) {
        return forbiddingProtocol(name).isEmpty();
    }

    /** The entry, as it stands in the property, that forbids the protocol. */
    public Optional<String> forbiddingProtocol(String name) {
        return forbidding(Set.of(name));
    }

    public boolean permits(CipherSuite suite) {
        return forbidding(suite).isEmpty();
    }

    /** The entry that forbids the suite: by its own name, or by that of one of its parts. */
    public Optional<String> forbidding(CipherSuite suite) {
        Optional<String> known = answers.get(suite);
        return known != null ? known : remember(suite, forbidding(SuiteNames.of(suite)));
    }

    /** The entry that forbids the suite's key exchange or authentication, whatever becomes of its records. */
    public Optional<String> forbiddingKeyExchange(CipherSuite suite) {
        return forbidding(SuiteNames.ofKeyExchange(suite));
    }

    public boolean permits(NamedGroup group) {
        return forbidding(group).isEmpty();
    }

    /**
     * The entry that forbids the group: by its own name, or by that of a part. "ECDH" in the JDK's list means the suites with
     * static keys of TLS 1.2, and no group.
     */
    public Optional<String> forbidding(NamedGroup group) {
        Optional<String> known = answers.get(group);
        return known != null ? known : remember(group, forbiddingAnew(group));
    }

    /** Two threads that ask at the same time come to the same answer. */
    private Optional<String> remember(Object question, Optional<String> answer) {
        answers.put(question, answer);
        return answer;
    }

    private Optional<String> forbiddingAnew(NamedGroup group) {
        var names = new ArrayList<>(List.of(group.toString()));
        for (NamedGroup part : group.parts()) {
            names.addAll(namesOfPart(part));
        }
        Optional<String> entry = forbidding(names);
        return entry.isPresent() ? entry : forbiddingSizeOf(group.parts());
    }

    private Optional<String> forbiddingSizeOf(List<NamedGroup> parts) {
        Optional<String> entry = Optional.empty();
        for (int i = 0; i < parts.size() && entry.isEmpty(); i++) {
            entry = forbiddingSize(aliases(keyAlgorithm(parts.get(i))), SIZES.get(parts.get(i)));
        }
        return entry;
    }

    /** TLS and the JCA have different names for ML-KEM. */
    private static List<String> namesOfPart(NamedGroup part) {
        var names = new ArrayList<>(aliases(keyAlgorithm(part)));
        names.add(part.toString());
        if (isMlKem(part)) {
            names.add("ML-KEM-" + SIZES.get(part));
        }
        return names;
    }

    /** Whether Diffie-Hellman may be done in a field of so many bits. */
    public boolean permitsField(int bits) {
        List<String> algorithm = aliases("DH");
        return forbidding(algorithm).isEmpty()
                && forbiddingSize(algorithm, bits).isEmpty();
    }

    /** JCA's name of the keys that a group uses; a hybrid uses those of its parts. */
    public static String keyAlgorithm(NamedGroup group) {
        if (group.isFiniteField()) {
            return "DH";
        }
        if (isMlKem(group)) {
            return "ML-KEM";
        }
        return group.equals(NamedGroup.X25519) || group.equals(NamedGroup.X448) ? "XDH" : "EC";
    }

    private static boolean isMlKem(NamedGroup group) {
        return group.equals(NamedGroup.MLKEM768) || group.equals(NamedGroup.MLKEM1024);
    }

    private static List<String> aliases(String algorithm) {
        return algorithm.equals("DH") ? List.of("DH", "DiffieHellman") : List.of(algorithm);
    }

    public boolean permits(SignatureScheme scheme, Use use) {
        return forbidding(scheme, use).isEmpty();
    }

    /** The entry that forbids the scheme for this use: by its own name, by that of one of its parts, or by its curve. */
    public Optional<String> forbidding(SignatureScheme scheme, Use use) {
        var question = new Question(scheme, use);
        Optional<String> known = answers.get(question);
        return known != null ? known : remember(question, forbiddingAnew(scheme, use));
    }

    private Optional<String> forbiddingAnew(SignatureScheme scheme, Use use) {
        List<String> names = signatureNames(scheme.jcaName());
        names.add(scheme.toString());
        names.add(scheme.keyAlgorithm());
        for (Entry entry : entries) {
            if ((entry.isEverywhere() || entry.uses().contains(use))
                    && entry.name().isAnyOf(names)) {
                return Optional.of(entry.text());
            }
        }
        return scheme.curve().isPresent() ? forbidding(scheme.curve().get()) : Optional.empty();
    }

    /** Whether a certificate may be signed by {@code signatureAlgorithm}, such as {@code SHA1withRSA}. */
    public boolean permitsSignature(String signatureAlgorithm) {
        return forbiddingSignature(signatureAlgorithm).isEmpty();
    }

    /** The entry that forbids it. */
    Optional<String> forbiddingSignature(String signatureAlgorithm) {
        return forbidding(signatureNames(signatureAlgorithm));
    }

    public boolean permitsKey(PublicKey key) {
        return forbiddingKey(key).isEmpty();
    }

    /** The entry that forbids it, be it for its size. */
    Optional<String> forbiddingKey(PublicKey key) {
        Optional<String> entry = forbidding(names(key));
        OptionalInt bits = bits(key);
        return entry.isPresent() || bits.isEmpty()
                ? entry
                : forbiddingSize(List.of(key instanceof RSAKey ? "RSA" : "EC"), bits.getAsInt());
    }

    /** Its algorithm, and its curve. */
    private static List<String> names(PublicKey key) {
        var names = new ArrayList<String>();
        names.add(key.getAlgorithm());
        Optional<NamedGroup> curve = Signatures.curveOf(key);
        if (curve.isPresent()) {
            names.add(curve.get().toString());
        }
        if (key instanceof EdECKey edwards) {
            names.add(edwards.getParams().getName());
        }
        return names;
    }

    /** The size of a key of a kind that has several. */
    static OptionalInt bits(Key key) {
        if (key instanceof RSAKey rsa) {
            return OptionalInt.of(rsa.getModulus().bitLength());
        }
        return key instanceof ECKey ec
                ? OptionalInt.of(ec.getParams().getOrder().bitLength())
                : OptionalInt.empty();
    }

    private Optional<String> forbidding(Collection<String> names) {
        for (Entry entry : entries) {
            if (entry.isEverywhere() && entry.name().isAnyOf(names)) {
                return Optional.of(entry.text());
            }
        }
        return Optional.empty();
    }

    private Optional<String> forbiddingSize(Collection<String> algorithm, int bits) {
        for (Entry entry : entries) {
            if (entry.keySize() != null
                    && entry.name().isAnyOf(algorithm)
                    && entry.keySize().forbids(bits)) {
                return Optional.of(entry.text());
            }
        }
        return Optional.empty();
    }

    // ---- reading the property

    /** {@code SHA256withECDSA} is SHA256 and ECDSA, too. */
    static List<String> signatureNames(String algorithm) {
        var names = new ArrayList<String>();
        names.add(algorithm);
        int with = algorithm.toLowerCase(Locale.ROOT).indexOf("with");
        if (with > 0) {
            names.addAll(hash(algorithm.substring(0, with)));
            names.add(algorithm.substring(with + "with".length()));
        }
        return names;
    }

    private static List<String> hash(String name) {
        String plain = name.replace("-", "");
        return plain.startsWith("SHA") && plain.length() > 3
                ? List.of(plain, "SHA-" + plain.substring(3))
                : List.of(plain);
    }

    /** Empty for what is forbidden in certificates of some paths only. */
    private static Optional<Entry> parse(String entry) {
        AlgorithmName name = AlgorithmName.of(words(entry).get(0));
        if (!isNarrowed(entry)) {
            return Optional.of(new Entry(entry, name, KeySizeLimit.in(entry).orElse(null), Set.of()));
        }
        Set<Use> uses = Use.in(entry);
        return uses.isEmpty() ? Optional.empty() : Optional.of(new Entry(entry, name, null, uses));
    }

    /**
     * A constraint of another kind than {@code keySize} narrows what is forbidden to the signatures of handshakes, or to
     * certificates of a path: see {@link PathConstraints}.
     */
    static boolean isNarrowed(String entry) {
        return entry.contains("jdkCA") || entry.contains("denyAfter") || entry.contains("usage");
    }

    /** What white space is between. The JVM's first regular expressions would take longer than all the rest of the reading. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var rest = new StringTokenizer(text);
        while (rest.hasMoreTokens()) {
            words.add(rest.nextToken());
        }
        return words;
    }

    private static List<String> list(String securityProperty) {
        String value = Security.getProperty(securityProperty);
        if (value == null || value.isBlank()) {
            return List.of();
        }
        var entries = new ArrayList<String>();
        for (String entry : value.replace("\"", "").split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry.trim());
            }
        }
        return entries;
    }
}
