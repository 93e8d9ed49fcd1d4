package dev.handfast.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every property of the JDK's provider, and what becomes of it here: the one list of them, which the warnings and the reference
 * page agree with. What has to be read is read when a context is initialised.
 */
public enum Property {
    // ---- the HTTPS layer

    HTTPS_PROTOCOLS(Source.SYSTEM, "https.protocols", "", Standing.OF_THE_JDK),
    HTTPS_CIPHER_SUITES(Source.SYSTEM, "https.cipherSuites", "", Standing.OF_THE_JDK),
    // ---- stores

    KEY_STORE(Source.SYSTEM, "javax.net.ssl.keyStore", ""),
    KEY_STORE_TYPE(Source.SYSTEM, "javax.net.ssl.keyStoreType", "that of keystore.type"),
    KEY_STORE_PROVIDER(Source.SYSTEM, "javax.net.ssl.keyStoreProvider", ""),
    KEY_STORE_PASSWORD(Source.SYSTEM, "javax.net.ssl.keyStorePassword", ""),
    TRUST_STORE(Source.SYSTEM, "javax.net.ssl.trustStore", "jssecacerts, then cacerts"),
    TRUST_STORE_TYPE(Source.SYSTEM, "javax.net.ssl.trustStoreType", "that of keystore.type"),
    TRUST_STORE_PROVIDER(Source.SYSTEM, "javax.net.ssl.trustStoreProvider", ""),
    TRUST_STORE_PASSWORD(Source.SYSTEM, "javax.net.ssl.trustStorePassword", ""),
    KEY_MANAGER_FACTORY(Source.SECURITY, "ssl.KeyManagerFactory.algorithm", "SunX509", Standing.OF_THE_JDK),
    TRUST_MANAGER_FACTORY(Source.SECURITY, "ssl.TrustManagerFactory.algorithm", "PKIX", Standing.OF_THE_JDK),
    SOCKET_FACTORY(Source.SECURITY, "ssl.SocketFactory.provider", "", Standing.OF_THE_JDK),
    SERVER_SOCKET_FACTORY(Source.SECURITY, "ssl.ServerSocketFactory.provider", "", Standing.OF_THE_JDK),
    DEFAULT_STORE_TYPE(Source.SECURITY, "keystore.type", "pkcs12", Standing.OF_THE_JDK),
    STORE_TYPE_COMPATIBILITY(Source.SECURITY, "keystore.type.compat", "true", Standing.OF_THE_JDK),
    PREFERRED_PROVIDERS(Source.SECURITY, "jdk.security.provider.preferred", "", Standing.OF_THE_JDK),
    // ---- protocols, suites, groups, schemes

    CLIENT_PROTOCOLS(Source.SYSTEM, "jdk.tls.client.protocols", "TLSv1.3, TLSv1.2"),
    SERVER_PROTOCOLS(Source.SYSTEM, "jdk.tls.server.protocols", "TLSv1.3, TLSv1.2"),
    CLIENT_SUITES(Source.SYSTEM, "jdk.tls.client.cipherSuites", "those with an AEAD and forward secrecy"),
    SERVER_SUITES(Source.SYSTEM, "jdk.tls.server.cipherSuites", "those with an AEAD and forward secrecy"),
    NAMED_GROUPS(Source.SYSTEM, "jdk.tls.namedGroups", "all but hybrids"),
    CLIENT_SCHEMES(Source.SYSTEM, "jdk.tls.client.SignatureSchemes", "all"),
    SERVER_SCHEMES(Source.SYSTEM, "jdk.tls.server.SignatureSchemes", "all"),
    EPHEMERAL_DH_KEY_SIZE(Source.SYSTEM, "jdk.tls.ephemeralDHKeySize", "2048"),
    FFDHE(Source.SYSTEM, "jsse.enableFFDHE", "true"),
    ECC(Source.SYSTEM, "com.sun.net.ssl.enableECC", "true"),
    CBC_PROTECTION(
            Source.SYSTEM,
            "jsse.enableCBCProtection",
            "true",
            Standing.ignoredUnless("true", "it is about TLS 1.0, which is not spoken")),
    DEFAULT_DHE_PARAMETERS(Source.SECURITY, "jdk.tls.server.defaultDHEParameters", ""),
    // ---- constraints

    DISABLED_ALGORITHMS(Source.SECURITY, "jdk.tls.disabledAlgorithms", "that of the JDK"),
    LEGACY_ALGORITHMS(Source.SECURITY, "jdk.tls.legacyAlgorithms", "that of the JDK"),
    CERTPATH_DISABLED_ALGORITHMS(Source.SECURITY, "jdk.certpath.disabledAlgorithms", "that of the JDK"),
    TOOLS_LEGACY_ALGORITHMS(Source.SECURITY, "jdk.security.legacyAlgorithms", "that of the JDK", Standing.OF_THE_JDK),
    CRYPTO_DISABLED_ALGORITHMS(Source.EITHER, "jdk.crypto.disabledAlgorithms", ""),
    DISABLED_NAMED_CURVES(Source.SECURITY, "jdk.disabled.namedCurves", ""),
    KEY_LIMITS(
            Source.SECURITY, "jdk.tls.keyLimits", "AES/GCM/NoPadding KeyUpdate 2^37, ChaCha20-Poly1305 KeyUpdate 2^37"),
    ALPN_CHARSET(Source.SECURITY, "jdk.tls.alpnCharset", "ISO_8859_1"),
    DISTRUSTED_AUTHORITIES(Source.SECURITY, "jdk.security.caDistrustPolicies", "that of the JDK"),
    CRYPTO_POLICY(Source.SECURITY, "crypto.policy", "unlimited", Standing.OF_THE_JDK),
    // ---- extensions

    SNI(Source.SYSTEM, "jsse.enableSNIExtension", "true"),
    MAX_FRAGMENT_LENGTH(Source.SYSTEM, "jsse.enableMFLNExtension", "false"),
    MAX_FRAGMENT_LENGTH_MISSPELT(Source.SYSTEM, "jsse.enableMFLExtension", "false"),
    CLIENT_DISABLED_EXTENSIONS(Source.SYSTEM, "jdk.tls.client.disableExtensions", ""),
    SERVER_DISABLED_EXTENSIONS(Source.SYSTEM, "jdk.tls.server.disableExtensions", ""),
    CLIENT_AUTHORITIES(Source.SYSTEM, "jdk.tls.client.enableCAExtension", "false"),
    EXTENDED_MASTER_SECRET(Source.SYSTEM, "jdk.tls.useExtendedMasterSecret", "true"),
    LEGACY_MASTER_SECRET(Source.SYSTEM, "jdk.tls.allowLegacyMasterSecret", "true"),
    LEGACY_RESUMPTION(Source.SYSTEM, "jdk.tls.allowLegacyResumption", "true"),
    COMPATIBILITY_MODE(Source.SYSTEM, "jdk.tls.client.useCompatibilityMode", "true"),
    CLIENT_STATUS_REQUEST(Source.SYSTEM, "jdk.tls.client.enableStatusRequestExtension", "true"),
    SERVER_STATUS_REQUEST(
            Source.SYSTEM,
            "jdk.tls.server.enableStatusRequestExtension",
            "false",
            Standing.ignoredUnless("false", Reasons.NO_STAPLING)),
    STAPLING_CACHE_SIZE(Source.SYSTEM, "jdk.tls.stapling.cacheSize", "256", Standing.ignored(Reasons.NO_STAPLING)),
    STAPLING_CACHE_LIFETIME(
            Source.SYSTEM, "jdk.tls.stapling.cacheLifetime", "3600", Standing.ignored(Reasons.NO_STAPLING)),
    STAPLING_RESPONSE_TIMEOUT(
            Source.SYSTEM, "jdk.tls.stapling.responseTimeout", "5000", Standing.ignored(Reasons.NO_STAPLING)),
    STAPLING_RESPONDER(Source.SYSTEM, "jdk.tls.stapling.responderURI", "", Standing.ignored(Reasons.NO_STAPLING)),
    STAPLING_RESPONDER_OVERRIDE(
            Source.SYSTEM,
            "jdk.tls.stapling.responderOverride",
            "false",
            Standing.ignoredUnless("false", Reasons.NO_STAPLING)),
    STAPLING_IGNORE_EXTENSIONS(
            Source.SYSTEM,
            "jdk.tls.stapling.ignoreExtensions",
            "false",
            Standing.ignoredUnless("false", Reasons.NO_STAPLING)),
    // ---- sessions

    SESSION_CACHE_SIZE(Source.SYSTEM, "javax.net.ssl.sessionCacheSize", "20480"),
    SESSION_CACHE_BYTES(Source.SYSTEM, "dev.handfast.sessionCacheBytes", "16777216"),
    CLIENT_TICKETS(Source.SYSTEM, "jdk.tls.client.enableSessionTicketExtension", "true"),
    SERVER_TICKETS(Source.SYSTEM, "jdk.tls.server.enableSessionTicketExtension", "true"),
    TICKET_TIMEOUT(Source.SYSTEM, "jdk.tls.server.sessionTicketTimeout", "86400"),
    TICKET_KEY_TIMEOUT(Source.SYSTEM, "jdk.tls.server.statelessKeyTimeout", "3600"),
    TICKET_KEYS(Source.SYSTEM, "dev.handfast.ticketKeys", ""),
    TICKET_COUNT(Source.SYSTEM, "jdk.tls.server.newSessionTicketCount", "2"),
    // ---- renegotiation

    UNSAFE_RENEGOTIATION(
            Source.SYSTEM,
            "sun.security.ssl.allowUnsafeRenegotiation",
            "false",
            Standing.ignoredUnless("false", Reasons.NO_RENEGOTIATION)),
    LEGACY_HELLO_MESSAGES(Source.SYSTEM, "sun.security.ssl.allowLegacyHelloMessages", "true"),
    REJECT_RENEGOTIATION(
            Source.SYSTEM,
            "jdk.tls.rejectClientInitiatedRenegotiation",
            "false",
            Standing.ignoredUnless("true", Reasons.NO_RENEGOTIATION)),
    UNSAFE_CERTIFICATE_CHANGE(
            Source.SYSTEM,
            "jdk.tls.allowUnsafeServerCertChange",
            "false",
            Standing.ignoredUnless("false", Reasons.NO_RENEGOTIATION)),
    // ---- limits

    MAX_HANDSHAKE_MESSAGE(Source.SYSTEM, "jdk.tls.maxHandshakeMessageSize", "32768"),
    MAX_CHAIN(Source.SYSTEM, "jdk.tls.maxCertificateChainLength", ""),
    CLIENT_MAX_CHAIN(Source.SYSTEM, "jdk.tls.client.maxInboundCertificateChainLength", "10"),
    SERVER_MAX_CHAIN(Source.SYSTEM, "jdk.tls.server.maxInboundCertificateChainLength", "8"),
    LARGE_FRAGMENTS(
            Source.SYSTEM,
            "jsse.SSLEngine.acceptLargeFragments",
            "false",
            Standing.ignoredUnless(
                    "false", "a record longer than the standards allow (RFC 9846 §5.2) is refused, whoever sends it")),
    // ---- closing, names, and what is about other protocols

    ACKNOWLEDGE_CLOSE_NOTIFY(Source.SYSTEM, "jdk.tls.acknowledgeCloseNotify", "false"),
    REQUIRE_CLOSE_NOTIFY(Source.SYSTEM, "com.sun.net.ssl.requireCloseNotify", "false"),
    TRUST_NAME_SERVICE(Source.SYSTEM, "jdk.tls.trustNameService", "false"),
    DTLS_RESUME_COOKIE(Source.SYSTEM, "jdk.tls.enableDtlsResumeCookie", "true", Standing.ignored("DTLS is not spoken")),
    SUN_X509_CHECKING(
            Source.SYSTEM,
            "jdk.tls.SunX509KeyManager.certChecking",
            "true",
            Standing.ignoredUnless(
                    "true", "our SunX509 key manager always prefers a certificate that suits the connection")),
    KEY_DERIVATION_ALGORITHM(
            Source.SYSTEM,
            "jdk.tls.t13KeyDerivationAlgorithm",
            "Generic",
            Standing.ignored("keys are derived by HMAC here, so that no name of a key is asked from a provider")),
    RMI_IDENTIFICATION(Source.SYSTEM, "jdk.rmi.ssl.client.enableEndpointIdentification", "true", Standing.OF_THE_JDK),
    // ---- who calculates

    BY_X25519(Source.SYSTEM, "dev.handfast.crypto.x25519", Reasons.BCPROV),
    BY_X448(Source.SYSTEM, "dev.handfast.crypto.x448", Reasons.BCPROV),
    BY_SECP256R1(Source.SYSTEM, "dev.handfast.crypto.secp256r1", Reasons.BCPROV),
    BY_SECP384R1(Source.SYSTEM, "dev.handfast.crypto.secp384r1", Reasons.BCPROV),
    BY_SECP521R1(Source.SYSTEM, "dev.handfast.crypto.secp521r1", Reasons.BCPROV),
    BY_ECDSA_SIGN(Source.SYSTEM, "dev.handfast.crypto.ecdsa.sign", "jca"),
    BY_ECDSA_VERIFY(Source.SYSTEM, "dev.handfast.crypto.ecdsa.verify", Reasons.BCPROV),
    BY_ED25519_SIGN(Source.SYSTEM, "dev.handfast.crypto.ed25519.sign", Reasons.BCPROV),
    BY_ED25519_VERIFY(Source.SYSTEM, "dev.handfast.crypto.ed25519.verify", Reasons.BCPROV),
    BY_ED448_SIGN(Source.SYSTEM, "dev.handfast.crypto.ed448.sign", Reasons.BCPROV),
    BY_ED448_VERIFY(Source.SYSTEM, "dev.handfast.crypto.ed448.verify", Reasons.BCPROV),
    // ---- debugging

    KEY_LOG(Source.SYSTEM, "dev.handfast.keyLogFile", "the file that the environment variable SSLKEYLOGFILE names"),
    DEBUG(
            Source.SYSTEM,
            "javax.net.debug",
            "",
            Standing.ignored("a handshake is told by the events of HandfastParameters.setHandshakeListener")),
    SECURITY_DEBUG(Source.SYSTEM, "java.security.debug", "", Standing.OF_THE_JDK),
    // ---- path validation and revocation

    CHECK_REVOCATION(Source.SYSTEM, "com.sun.net.ssl.checkRevocation", "false"),
    CRL_DISTRIBUTION_POINTS(Source.SYSTEM, "com.sun.security.enableCRLDP", "false", Standing.OF_THE_JDK),
    AIA_ISSUERS(Source.SYSTEM, "com.sun.security.enableAIAcaIssuers", "false", Standing.OF_THE_JDK),
    AIA_LOCATIONS(Source.SECURITY, "com.sun.security.allowedAIALocations", "", Standing.OF_THE_JDK),
    OCSP_TIMEOUT(Source.SYSTEM, "com.sun.security.ocsp.timeout", "15 s", Standing.OF_THE_JDK),
    OCSP_READ_TIMEOUT(Source.SYSTEM, "com.sun.security.ocsp.readtimeout", "that of ocsp.timeout", Standing.OF_THE_JDK),
    OCSP_CLOCK_SKEW(Source.SYSTEM, "com.sun.security.ocsp.clockSkew", "15 min", Standing.OF_THE_JDK),
    OCSP_USE_GET(Source.SYSTEM, "com.sun.security.ocsp.useget", "true", Standing.OF_THE_JDK),
    CRL_TIMEOUT(Source.SYSTEM, "com.sun.security.crl.timeout", "15 s", Standing.OF_THE_JDK),
    CRL_READ_TIMEOUT(Source.SYSTEM, "com.sun.security.crl.readtimeout", "15 s", Standing.OF_THE_JDK),
    CERTIFICATE_TIMEOUT(Source.SYSTEM, "com.sun.security.cert.timeout", "15 s", Standing.OF_THE_JDK),
    CERTIFICATE_READ_TIMEOUT(Source.SYSTEM, "com.sun.security.cert.readtimeout", "15 s", Standing.OF_THE_JDK),
    REVOCATION_OF_LEAF_ONLY(
            Source.SECURITY, "com.sun.security.onlyCheckRevocationOfEECert", "false", Standing.OF_THE_JDK),
    OCSP(Source.SECURITY, "ocsp.enable", "false", Standing.OF_THE_JDK),
    OCSP_RESPONDER(Source.SECURITY, "ocsp.responderURL", "", Standing.OF_THE_JDK),
    OCSP_RESPONDER_SUBJECT(Source.SECURITY, "ocsp.responderCertSubjectName", "", Standing.OF_THE_JDK),
    OCSP_RESPONDER_ISSUER(Source.SECURITY, "ocsp.responderCertIssuerName", "", Standing.OF_THE_JDK),
    OCSP_RESPONDER_SERIAL(Source.SECURITY, "ocsp.responderCertSerialNumber", "", Standing.OF_THE_JDK),
    OCSP_NONCE(Source.SYSTEM, "jdk.security.certpath.ocspNonce", "false", Standing.OF_THE_JDK),
    ANCHOR_WITHOUT_CA(Source.EITHER, "jdk.security.allowNonCaAnchor", "");

    private static final int MAX_VALUE_TOLD = 80;

    /** Reasons that several have in common; in a class of their own, since the constants of an enum come before its fields. */
    private static final class Reasons {
        static final String NO_STAPLING = "a server does not staple OCSP responses yet";
        static final String BCPROV = "bcprov, unless the list has another provider before the JDK's";
        static final String NO_RENEGOTIATION = "TLS 1.2 is never renegotiated here, by neither side";
    }

    private final Source source;
    private final String name;
    private final String fallback;
    private final Standing standing;

    Property(Source source, String name, String fallback) {
        this(source, name, fallback, Standing.HONOURED);
    }

    /** @param fallback what counts where nothing is set: a value if it is read by a method that needs one, else words */
    Property(Source source, String name, String fallback, Standing standing) {
        this.source = source;
        this.name = name;
        this.fallback = fallback;
        this.standing = standing;
    }

    /** The value as it is now; null if there is none, or it is blank. */
    public String value() {
        String value = source.value(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    public boolean isSet() {
        return value() != null;
    }

    /** What counts where nothing is set. */
    public String fallback() {
        return fallback;
    }

    /** True or false, in any case of letters; anything else counts as not set. */
    public boolean flag(Warnings warnings) {
        String value = value();
        if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            unusable(warnings, value, "it has to be true or false");
            value = null;
        }
        return Boolean.parseBoolean(value != null ? value : fallback);
    }

    /** A number of at least {@code least}; anything else counts as not set. */
    public int number(int least, Warnings warnings) {
        return orFallback(given(least, warnings));
    }

    /** A number from {@code least} to {@code most}; anything else counts as not set. */
    public int number(int least, int most, Warnings warnings) {
        return orFallback(given(least, most, warnings));
    }

    private int orFallback(OptionalInt given) {
        return given.isPresent() ? given.getAsInt() : Integer.decode(fallback);
    }

    /** A number of at least {@code least}; empty for anything else, and if nothing is set. */
    public OptionalInt given(int least, Warnings warnings) {
        return given(least, Integer.MAX_VALUE, warnings);
    }

    private OptionalInt given(int least, int most, Warnings warnings) {
        String value = value();
        OptionalInt number = value == null ? OptionalInt.empty() : integer(value);
        if (value == null || number.isPresent() && number.getAsInt() >= least && number.getAsInt() <= most) {
            return number;
        }
        String range = most == Integer.MAX_VALUE ? ", at least " + least : " from " + least + " to " + most;
        unusable(warnings, value, "it has to be a number" + range);
        return OptionalInt.empty();
    }

    /** As {@code Integer.getInteger} reads it; empty for what is no number. */
    private static OptionalInt integer(String value) {
        try {
            return OptionalInt.of(Integer.decode(value));
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }

    /** The names between commas, which may be quoted as a whole; empty if nothing is set. */
    public List<String> list() {
        String value = value();
        if (value == null) {
            return List.of();
        }
        var entries = new ArrayList<String>();
        for (String part : value.replace("\"", "").split(",", -1)) {
            String entry = part.trim();
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return List.copyOf(entries);
    }

    /** One of the constants of {@code words}, in any case of letters; empty for anything else, and if nothing is set. */
    public <W extends Enum<W>> Optional<W> choice(Class<W> words, Warnings warnings) {
        String value = value();
        if (value == null) {
            return Optional.empty();
        }
        W[] constants = words.getEnumConstants();
        Optional<W> chosen = Stream.of(constants)
                .filter(each -> each.name().equalsIgnoreCase(value))
                .findFirst();
        if (chosen.isEmpty()) {
            String wanted = Stream.of(constants)
                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or ", "it has to be ", ""));
            unusable(warnings, value, wanted);
        }
        return chosen;
    }

    /** Tells that {@code value}, which has to be no secret, does not count. */
    public void unusable(Warnings warnings, String value, String wanted) {
        String told = value.length() > MAX_VALUE_TOLD ? value.substring(0, MAX_VALUE_TOLD) + "..." : value;
        String instead = fallback.isEmpty() ? "as if it were not set" : fallback;
        warnings.unusable(this, told, wanted + "; what counts is: " + instead);
    }

    /** Why the value that is set does not count; empty if it does, or none is set. */
    public Optional<String> whyIgnored() {
        String value = value();
        return value == null ? Optional.empty() : Optional.ofNullable(standing.whyIgnored(value));
    }

    Standing.Kind standing() {
        return standing.kind();
    }

    Source source() {
        return source;
    }

    /** The name, such as {@code jdk.tls.client.protocols}. */
    @Override
    public String toString() {
        return name;
    }
}
