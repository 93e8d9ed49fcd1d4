package dev.handfast.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code SignatureScheme} that we know (RFC 9846 §4.3.3): data only. What a peer lists stays a number until it is looked
 * up here.
 */
public enum SignatureScheme {
    ECDSA_SECP256R1_SHA256(0x0403, "ecdsa_secp256r1_sha256", "EC", "SHA256withECDSA", NamedGroup.SECP256R1),
    ECDSA_SECP384R1_SHA384(0x0503, "ecdsa_secp384r1_sha384", "EC", "SHA384withECDSA", NamedGroup.SECP384R1),
    ECDSA_SECP521R1_SHA512(0x0603, "ecdsa_secp521r1_sha512", "EC", "SHA512withECDSA", NamedGroup.SECP521R1),
    ED25519(0x0807, "ed25519", "EdDSA", "Ed25519", null),
    ED448(0x0808, "ed448", "EdDSA", "Ed448", null),
    RSA_PSS_RSAE_SHA256(0x0804, "rsa_pss_rsae_sha256", "RSA", "RSASSA-PSS", null),
    RSA_PSS_RSAE_SHA384(0x0805, "rsa_pss_rsae_sha384", "RSA", "RSASSA-PSS", null),
    RSA_PSS_RSAE_SHA512(0x0806, "rsa_pss_rsae_sha512", "RSA", "RSASSA-PSS", null),
    RSA_PSS_PSS_SHA256(0x0809, "rsa_pss_pss_sha256", "RSASSA-PSS", "RSASSA-PSS", null),
    RSA_PSS_PSS_SHA384(0x080A, "rsa_pss_pss_sha384", "RSASSA-PSS", "RSASSA-PSS", null),
    RSA_PSS_PSS_SHA512(0x080B, "rsa_pss_pss_sha512", "RSASSA-PSS", "RSASSA-PSS", null),
    RSA_PKCS1_SHA256(0x0401, "rsa_pkcs1_sha256", "RSA", "SHA256withRSA", null),
    RSA_PKCS1_SHA384(0x0501, "rsa_pkcs1_sha384", "RSA", "SHA384withRSA", null),
    RSA_PKCS1_SHA512(0x0601, "rsa_pkcs1_sha512", "RSA", "SHA512withRSA", null);

    private static final Map<Integer, SignatureScheme> BY_CODE = new HashMap<>();
    private static final Map<String, SignatureScheme> BY_NAME = new HashMap<>();

    static {
        for (SignatureScheme scheme : values()) {
            BY_CODE.put(scheme.code, scheme);
            BY_NAME.put(scheme.name, scheme);
        }
    }

    private final int code;
    private final String name;
    private final String keyAlgorithm;
    private final String jcaName;
    private final NamedGroup curve;

    SignatureScheme(int code, String name, String keyAlgorithm, String jcaName, NamedGroup curve) {
        this.code = code;
        this.name = name;
        this.keyAlgorithm = keyAlgorithm;
        this.jcaName = jcaName;
        this.curve = curve;
    }

    public int code() {
        return code;
    }

    /** JCA's name of the key that signs: {@code EC}, {@code RSA}, {@code RSASSA-PSS} or {@code EdDSA}. */
    public String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** JCA's name of the signature, as the JDK's managers compare it: {@code SHA256withECDSA}, {@code RSASSA-PSS}. */
    public String jcaName() {
        return jcaName;
    }

    /** The one curve that the key must be on in TLS 1.3, which binds it to the scheme; empty where the key has no curve. */
    public Optional<NamedGroup> curve() {
        return Optional.ofNullable(curve);
    }

    /**
     * Whether handshakes of {@code version} may be signed with it: rsa_pkcs1_* signs certificates but no handshake of TLS 1.3
     * (RFC 9846 §4.3.3), while TLS 1.2 takes all of ours.
     */
    public boolean signs(ProtocolVersion version) {
        return switch (this) {
            case RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512 -> !version.equals(ProtocolVersion.TLS_1_3);
            default -> true;
        };
    }

    /** The numbers of {@code schemes}, in their order: what stands on the wire. */
    public static List<Integer> codes(List<SignatureScheme> schemes) {
        var codes = new ArrayList<Integer>(schemes.size());
        for (SignatureScheme scheme : schemes) {
            codes.add(scheme.code);
        }
        return Collections.unmodifiableList(codes);
    }

    /** The scheme with this number, if it is one of ours. */
    public static Optional<SignatureScheme> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The scheme with this standard name, if it is one of ours. */
    public static Optional<SignatureScheme> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The standard's name, such as {@code ecdsa_secp256r1_sha256}. */
    @Override
    public String toString() {
        return name;
    }
}
