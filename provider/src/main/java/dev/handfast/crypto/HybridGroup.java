package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Two key exchanges in one, which is safe as long as one of them is (draft-ietf-tls-ecdhe-mlkem §3.1): shares and secrets are
 * those of the parts, the first part's first. Immutable, thread-safe.
 */
record HybridGroup(NamedGroup group, Part first, Part second) implements KeyExchange {

    /**
     * One of the two.
     *
     * @param offered bytes of a client's share
     * @param answered bytes of a server's share
     */
    record Part(KeyExchange exchange, int offered, int answered) {
        static Part of(NamedGroup group) {
            KeyExchange exchange = KeyExchange.of(group);
            return switch (group.code()) {
                case 0x0017 -> new Part(exchange, 65, 65);
                case 0x0018 -> new Part(exchange, 97, 97);
                case 0x001D -> new Part(exchange, 32, 32);
                case 0x0201 -> new Part(exchange, 1184, 1088);
                case 0x0202 -> new Part(exchange, 1568, 1568);
                default -> throw new IllegalArgumentException(group + " is no part of a hybrid");
            };
        }
    }

    /** The hybrid of this name, its parts by whom {@link Primitive} has for them now. */
    static HybridGroup of(NamedGroup group) {
        return new HybridGroup(
                group, Part.of(group.parts().get(0)), Part.of(group.parts().get(1)));
    }

    @Override
    public Offer offer(SecureRandom random) {
        return new PrivateHalves(
                first.exchange().offer(random), second.exchange().offer(random));
    }

    @Override
    public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
        Shares theirs = split(peerShare, first.offered(), second.offered());
        Answer one = first.exchange().answer(theirs.first(), random);
        try (Secret secret = one.secret()) {
            Answer two = second.exchange().answer(theirs.second(), random);
            return new Answer(joined(one.share(), two.share()), joined(secret, two.secret()));
        }
    }

    private record Shares(byte[] first, byte[] second) {}

    private Shares split(byte[] share, int one, int two) throws TlsFault {
        if (share.length != one + two) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + group + " key share has " + share.length + " bytes, not " + (one + two));
        }
        return new Shares(Arrays.copyOf(share, one), Arrays.copyOfRange(share, one, share.length));
    }

    /** Erases both. */
    private static Secret joined(Secret one, Secret two) {
        try (one;
                two) {
            return new Secret(joined(one.bytes(), two.bytes()));
        }
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private final class PrivateHalves implements Offer {
        private final Offer one;
        private final Offer two;
        private final byte[] share;

        PrivateHalves(Offer one, Offer two) {
            this.one = one;
            this.two = two;
            this.share = joined(one.share(), two.share());
        }

        @Override
        public byte[] share() {
            return share;
        }

        @Override
        public Secret agree(byte[] peerShare) throws TlsFault {
            Shares theirs = split(peerShare, first.answered(), second.answered());
            try (Secret secret = one.agree(theirs.first())) {
                return joined(secret, two.agree(theirs.second()));
            }
        }

        @Override
        public void close() {
            one.close();
            two.close();
        }
    }
}
