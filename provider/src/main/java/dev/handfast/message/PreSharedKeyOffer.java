package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** {@code OfferedPsks} (RFC 9846 §4.3.11). */
public record PreSharedKeyOffer(List<PskIdentity> identities, List<byte[]> binders) {
    private static final Codec<byte[]> BINDER = Codec.opaque(32, 255);

    static final Codec<PreSharedKeyOffer> CODEC = new Codec<>() {
        @Override
        public PreSharedKeyOffer decode(ByteReader in) throws TlsFault {
            var offer = new PreSharedKeyOffer(in.list(7, 0xFFFF, PskIdentity.CODEC), in.list(33, 0xFFFF, BINDER));
            if (offer.identities.size() != offer.binders.size()) {
                throw new TlsFault(
                        Alert.ILLEGAL_PARAMETER,
                        "the client's pre_shared_key has " + offer.identities.size() + " identities and "
                                + offer.binders.size() + " binders");
            }
            return offer;
        }

        @Override
        public void encode(PreSharedKeyOffer offer, ByteWriter out) {
            out.list(0xFFFF, offer.identities, PskIdentity.CODEC).list(0xFFFF, offer.binders, BINDER);
        }
    };

    /**
     * {@code PskIdentity}.
     *
     * @param obfuscatedTicketAge 0 to 2^32-1
     */
    public record PskIdentity(byte[] identity, long obfuscatedTicketAge) {
        private static final Codec<PskIdentity> CODEC = new Codec<>() {
            @Override
            public PskIdentity decode(ByteReader in) throws TlsFault {
                return new PskIdentity(in.opaque(1, 0xFFFF), in.uint32());
            }

            @Override
            public void encode(PskIdentity key, ByteWriter out) {
                out.opaque(0xFFFF, key.identity).uint32(key.obfuscatedTicketAge);
            }
        };
    }

    /** Bytes that the binders take at the end of a ClientHello: what is left out of the hash that they protect. */
    public int bindersLength() {
        int length = 2;
        for (byte[] binder : binders) {
            length += 1 + binder.length;
        }
        return length;
    }
}
