package dev.handfast.managers;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.security.Key;
import java.security.Security;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code jdk.tls.disabledAlgorithms} or {@code jdk.certpath.disabledAlgorithms} forbids, in the syntax of {@code
 * java.security}. Thread-safe: an answer never changes, so it is worked out once.
 */
public final class DisabledAlgorithms {
    private static final Pattern KEY_SIZE = Pattern.compile("keySize\\s*(<=|<|==|!=|>=|>)\\s*(\\d+)");

    private final List<Entry> entries;
    private final Map<Object, Boolean> answers = new ConcurrentHashMap<>();

    /**
     * @param name whether it is the name of this algorithm
     * @param keySize null where the algorithm is forbidden at any size
     * @param handshakeSignaturesOnly the algorithm is forbidden there, and may be used for everything else
     */
    private record Entry(Predicate<String> name, Limit keySize, boolean handshakeSignaturesOnly) {
        boolean isAnyOf(Collection<String> names) {
            for (String each : names) {
                if (name.test(each)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What {@code keySize} forbids. */
    record Limit(String operator, int bits) {
        /** The one in {@code constraint}, if there is one. */
        static Optional<Limit> in(String constraint) {
            Matcher size = KEY_SIZE.matcher(constraint);
            return size.find()
                    ? Optional.of(new Limit(size.group(1), Integer.parseInt(size.group(2))))
                    : Optional.empty();
        }

        boolean forbids(int size) {
            return switch (operator) {
                case "<" -> size < bits;
                case "<=" -> size <= bits;
                case "==" -> size == bits;
                case "!=" -> size != bits;
                case ">=" -> size >= bits;
                default -> size > bits;
            };
        }
    }

    private DisabledAlgorithms(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads a security property as it is now. */
    public static DisabledAlgorithms of(String securityProperty) {
        return new DisabledAlgorithms(entriesOf(securityProperty).stream()
                .map(DisabledAlgorithms::parse)
                .toList());
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

    public boolean permitsProtocol(String name) {
        return permits(Set.of(name));
    }

    public boolean permits(CipherSuite suite) {
        return answers.computeIfAbsent(suite, asked -> permits(names(suite)));
    }

    private static List<String> names(CipherSuite suite) {
        var names = new ArrayList<String>();
        names.add(suite.name());
        names.addAll(List.of(
                switch (suite.bulk()) {
                    case AES_128_GCM -> new String[] {"AES", "AES_128_GCM", "AES_128", "GCM"};
                    case AES_256_GCM -> new String[] {"AES", "AES_256_GCM", "AES_256", "GCM"};
                    case CHACHA20_POLY1305 -> new String[] {"ChaCha20", "ChaCha20-Poly1305", "ChaCha20_Poly1305"};
                    case AES_128_CBC -> new String[] {"AES", "AES_128_CBC", "AES_128", "CBC"};
                    case AES_256_CBC -> new String[] {"AES", "AES_256_CBC", "AES_256", "CBC"};
                }));
        names.addAll(keyExchange(suite));
        names.addAll(macOrHash(suite));
        return names;
    }

    private static List<String> keyExchange(CipherSuite suite) {
        return switch (suite.keyExchange()) {
            case NEGOTIATED -> List.of();
            case RSA -> List.of("RSA");
            case DHE_RSA -> List.of("DHE_RSA", "DHE", "DH", "DiffieHellman", "RSA");
            case ECDHE_RSA -> List.of("ECDHE_RSA", "ECDHE", "RSA");
            case ECDHE_ECDSA -> List.of("ECDHE_ECDSA", "ECDHE", "ECDSA");
        };
    }

    /** The last part of a suite's name: the MAC of a CBC suite, else the hash of the key schedule. */
    private static List<String> macOrHash(CipherSuite suite) {
        return switch (suite.mac()) {
            case NULL -> hash(suite.hash());
            case HMAC_SHA1 -> List.of("HmacSHA1", "SHA1", "SHA-1");
            case HMAC_SHA256 -> List.of("HmacSHA256", "SHA256", "SHA-256");
            case HMAC_SHA384 -> List.of("HmacSHA384", "SHA384", "SHA-384");
        };
    }

    /** "ECDH" in the JDK's list means the suites with static keys of TLS 1.2, and no group. */
    public boolean permits(NamedGroup group) {
        return answers.computeIfAbsent(group, asked -> permitsAnew(group));
    }

    private boolean permitsAnew(NamedGroup group) {
        String algorithm = keyAlgorithm(group);
        return permits(Set.of(group.toString(), algorithm)) && permitsSize(algorithm, bits(group));
    }

    /** JCA's name of the keys that a group uses. */
    public static String keyAlgorithm(NamedGroup group) {
        if (group.isFiniteField()) {
            return "DH";
        }
        return group.equals(NamedGroup.X25519) || group.equals(NamedGroup.X448) ? "XDH" : "EC";
    }

    private static int bits(NamedGroup group) {
        return Map.of(
                        NamedGroup.X25519, 255,
                        NamedGroup.SECP256R1, 256,
                        NamedGroup.SECP384R1, 384,
                        NamedGroup.X448, 448,
                        NamedGroup.SECP521R1, 521,
                        NamedGroup.FFDHE2048, 2048,
                        NamedGroup.FFDHE3072, 3072,
                        NamedGroup.FFDHE4096, 4096,
                        NamedGroup.FFDHE6144, 6144,
                        NamedGroup.FFDHE8192, 8192)
                .get(group);
    }

    public boolean permits(SignatureScheme scheme) {
        return answers.computeIfAbsent(scheme, asked -> permitsAnew(scheme));
    }

    private boolean permitsAnew(SignatureScheme scheme) {
        List<String> names = signatureNames(scheme.jcaName());
        names.add(scheme.toString());
        names.add(scheme.keyAlgorithm());
        boolean inHandshakes =
                entries.stream().noneMatch(entry -> entry.handshakeSignaturesOnly() && entry.isAnyOf(names));
        return inHandshakes
                && permits(names)
                && scheme.curve().map(this::permitsAnew).orElse(true);
    }

    /** Whether a certificate may be signed by {@code signatureAlgorithm}, such as {@code SHA1withRSA}. */
    public boolean permitsSignature(String signatureAlgorithm) {
        return permits(signatureNames(signatureAlgorithm));
    }

    public boolean permitsKey(Key key) {
        if (!permits(Set.of(key.getAlgorithm()))) {
            return false;
        }
        OptionalInt bits = bits(key);
        return bits.isEmpty() || permitsSize(key instanceof RSAKey ? "RSA" : "EC", bits.getAsInt());
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

    private boolean permits(Collection<String> names) {
        for (Entry entry : entries) {
            if (entry.keySize() == null && !entry.handshakeSignaturesOnly() && entry.isAnyOf(names)) {
                return false;
            }
        }
        return true;
    }

    private boolean permitsSize(String algorithm, int bits) {
        return entries.stream()
                .filter(entry -> entry.keySize() != null && entry.name().test(algorithm))
                .noneMatch(entry -> entry.keySize().forbids(bits));
    }

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

    private static Entry parse(String entry) {
        Predicate<String> name = name(entry.split("\\s+", 2)[0]);
        boolean ofHandshakes = isNarrowed(entry) && entry.contains("HandshakeSignature");
        if (isNarrowed(entry)) {
            return new Entry(ofHandshakes ? name : any -> false, null, ofHandshakes);
        }
        return new Entry(name, Limit.in(entry).orElse(null), false);
    }

    /**
     * A constraint of another kind than {@code keySize} narrows what is forbidden to the signatures of handshakes, or to
     * certificates of a path: see {@link PathConstraints}.
     */
    static boolean isNarrowed(String entry) {
        return entry.contains("jdkCA") || entry.contains("denyAfter") || entry.contains("usage");
    }

    /** Letters match in any case, an asterisk any of them. */
    static Predicate<String> name(String pattern) {
        return pattern.contains("*")
                ? Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE)
                        .asMatchPredicate()
                : pattern::equalsIgnoreCase;
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
