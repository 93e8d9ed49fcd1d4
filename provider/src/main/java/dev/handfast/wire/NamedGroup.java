package dev.handfast.wire;

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

    /** Those that we can use, in our order of preference. */
    public static final List<NamedGroup> SUPPORTED = List.of(
            X25519, SECP256R1, SECP384R1, SECP521R1, X448, FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192);

    /** A finite field, whose groups have the codes 0x0100 to 0x01FF (RFC 7919 §2); any other is an elliptic curve, or unknown. */
    public boolean isFiniteField() {
        return code >> 8 == 1;
    }

    /** The group of ours with this name, in any case of letters, as {@code jdk.tls.namedGroups} has it. */
    public static Optional<NamedGroup> named(String name) {
        return SUPPORTED.stream()
                .filter(group -> group.toString().equalsIgnoreCase(name))
                .findFirst();
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
            default -> String.format("group 0x%04X", code);
        };
    }
}
