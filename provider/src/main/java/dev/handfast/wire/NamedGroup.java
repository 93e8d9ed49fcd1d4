package dev.handfast.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code NamedGroup} (RFC 9846 §4.3.7). Any number may come from a peer.
 *
 * @param code 0 to 0xFFFF
 */
public record NamedGroup(int code) {
    public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);
    public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);
    public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);
    public static final NamedGroup X25519 = new NamedGroup(0x001D);
    public static final NamedGroup X448 = new NamedGroup(0x001E);
    public static final NamedGroup FFDHE2048 = new NamedGroup(0x0100);
    public static final NamedGroup FFDHE3072 = new NamedGroup(0x0101);
    public static final NamedGroup FFDHE4096 = new NamedGroup(0x0102);
    public static final NamedGroup FFDHE6144 = new NamedGroup(0x0103);
    public static final NamedGroup FFDHE8192 = new NamedGroup(0x0104);
    public static final NamedGroup MLKEM768 = new NamedGroup(0x0201);
    public static final NamedGroup MLKEM1024 = new NamedGroup(0x0202);
    public static final NamedGroup SECP256R1_MLKEM768 = new NamedGroup(0x11EB);
    public static final NamedGroup X25519_MLKEM768 = new NamedGroup(0x11EC);
    public static final NamedGroup SECP384R1_MLKEM1024 = new NamedGroup(0x11ED);

    public static final Codec<NamedGroup> CODEC = new Codec<>() {
        @Override
        public NamedGroup decode(ByteReader in) throws TlsFault {
            return new NamedGroup(in.uint16());
        }

        @Override
        public void encode(NamedGroup group, ByteWriter out) {
            out.uint16(group.code);
        }
    };

    /** Those that are on where nobody names others, in our order of preference. */
    public static final List<NamedGroup> DEFAULT = List.of(
            X25519, SECP256R1, SECP384R1, SECP521R1, X448, FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192);

    /** Those of two parts, a post-quantum one and a curve; on where they are named. */
    public static final List<NamedGroup> HYBRIDS = List.of(X25519_MLKEM768, SECP256R1_MLKEM768, SECP384R1_MLKEM1024);

    /** Those that we can use: by themselves, so not ML-KEM without a curve. */
    public static final List<NamedGroup> SUPPORTED;

    static {
        var supported = new ArrayList<>(DEFAULT);
        supported.addAll(HYBRIDS);
        SUPPORTED = List.copyOf(supported);
    }

    /** An elliptic curve, whose groups have the codes up to 0x00FF (RFC 8422 §5.1.1, RFC 7919 §2). */
    public boolean isEllipticCurve() {
        return code >> 8 == 0;
    }

    /** A finite field, whose groups have the codes 0x0100 to 0x01FF (RFC 7919 §2). */
    public boolean isFiniteField() {
        return code >> 8 == 1;
    }

    /** Whether keys are exchanged with it in that version: key encapsulation needs TLS 1.3 (draft-ietf-tls-ecdhe-mlkem §3). */
    public boolean exchanges(ProtocolVersion version) {
        return isEllipticCurve() || isFiniteField() || version.equals(ProtocolVersion.TLS_1_3);
    }

    /**
     * What a hybrid combines, in the order of its shares and its secrets (draft-ietf-tls-ecdhe-mlkem §3.1); just itself for any
     * other.
     */
    public List<NamedGroup> parts() {
        return switch (code) {
            case 0x11EB -> List.of(SECP256R1, MLKEM768);
            case 0x11EC -> List.of(MLKEM768, X25519); // the other way round than its name, "due to historical reasons"
            case 0x11ED -> List.of(SECP384R1, MLKEM1024);
            default -> List.of(this);
        };
    }

    /** The group of ours with this name, in any case of letters, as {@code jdk.tls.namedGroups} has it. */
    public static Optional<NamedGroup> named(String name) {
        for (NamedGroup group : SUPPORTED) {
            if (group.toString().equalsIgnoreCase(name)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    // By hand, as a record's own is made of method handles, which cost a JVM's first handshake milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof NamedGroup that && code == that.code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /** The standard's name, such as {@code x25519}. */
    @Override
    public String toString() {
        return switch (code) {
            case 0x0017 -> "secp256r1";
            case 0x0018 -> "secp384r1";
            case 0x0019 -> "secp521r1";
            case 0x001D -> "x25519";
            case 0x001E -> "x448";
            case 0x0100 -> "ffdhe2048";
            case 0x0101 -> "ffdhe3072";
            case 0x0102 -> "ffdhe4096";
            case 0x0103 -> "ffdhe6144";
            case 0x0104 -> "ffdhe8192";
            case 0x0201 -> "MLKEM768";
            case 0x0202 -> "MLKEM1024";
            case 0x11EB -> "SecP256r1MLKEM768";
            case 0x11EC -> "X25519MLKEM768";
            case 0x11ED -> "SecP384r1MLKEM1024";
            default -> String.format("group 0x%04X", code);
        };
    }
}
