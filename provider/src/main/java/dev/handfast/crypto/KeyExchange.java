package dev.handfast.crypto;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;

/**
 * A key exchange as the key_share extension carries it (RFC 9846 §4.3.8, §7.4): an offer, an answer, and a secret on both
 * sides. The form fits Diffie-Hellman and key encapsulation alike. Immutable, thread-safe.
 */
public interface KeyExchange {

    /**
     * The key exchange of {@code group}, by whom {@link Primitive} has for it now.
     *
     * @throws IllegalArgumentException if we do not know the group
     */
    static KeyExchange of(NamedGroup group) {
        return switch (group.code()) {
            case 0x0017 -> ecdhe(Primitive.SECP256R1, NistCurve.SECP256R1);
            case 0x0018 -> ecdhe(Primitive.SECP384R1, NistCurve.SECP384R1);
            case 0x0019 -> ecdhe(Primitive.SECP521R1, NistCurve.SECP521R1);
            case 0x001D -> Primitive.X25519.isBcprovs() ? XdhGroup.X25519 : JcaXdhGroup.X25519;
            case 0x001E -> Primitive.X448.isBcprovs() ? XdhGroup.X448 : JcaXdhGroup.X448;
            case 0x0100 -> FfdheGroup.FFDHE2048;
            case 0x0101 -> FfdheGroup.FFDHE3072;
            case 0x0102 -> FfdheGroup.FFDHE4096;
            case 0x0103 -> FfdheGroup.FFDHE6144;
            case 0x0104 -> FfdheGroup.FFDHE8192;
            case 0x0201 -> MlKem.MLKEM768;
            case 0x0202 -> MlKem.MLKEM1024;
            case 0x11EB, 0x11EC, 0x11ED -> HybridGroup.of(group);
            default -> throw new IllegalArgumentException("no key exchange is known for " + group);
        };
    }

    private static KeyExchange ecdhe(Primitive primitive, NistCurve curve) {
        if (primitive.isBcprovs()) {
            return new EcdheGroup(curve);
        }
        return new JcaEcdheGroup(curve);
    }

    NamedGroup group();

    /** What a client starts with; the private half is in the offer. */
    Offer offer(SecureRandom random);

    /**
     * What a server makes of a client's offer.
     *
     * @throws TlsFault {@code illegal_parameter} if the share is not a proper one of the group
     */
    Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault;
}
