package dev.handfast.crypto;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;

/** The finite fields of RFC 7919 as TLS 1.3 uses them (RFC 9846 §4.3.8.1, §7.4.1). */
enum FfdheGroup implements KeyExchange {
    FFDHE2048(NamedGroup.FFDHE2048, 2048),
    FFDHE3072(NamedGroup.FFDHE3072, 3072),
    FFDHE4096(NamedGroup.FFDHE4096, 4096),
    FFDHE6144(NamedGroup.FFDHE6144, 6144),
    FFDHE8192(NamedGroup.FFDHE8192, 8192);

    private final NamedGroup group;
    private final FiniteField field;

    FfdheGroup(NamedGroup group, int bits) {
        this.group = group;
        this.field = new FiniteField(group.toString(), SafePrimes.ffdhe(bits), BigInteger.TWO, FiniteFieldForm.PADDED);
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    /** The modulus. */
    BigInteger p() {
        return field.p();
    }

    /** The generator. */
    BigInteger g() {
        return field.g();
    }

    @Override
    public Offer offer(SecureRandom random) {
        return field.offer(random);
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        return field.answer(peerShare, random);
    }
}
