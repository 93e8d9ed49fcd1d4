package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** {@code OfferedPsks} (RFC 9846 §4.3.11). */
public record PreSharedKeyOffer(List<PskIdentity> identities, List<byte[]> binders) {

    /**
     * {@code PskIdentity}.
     *
     * @param obfuscatedTicketAge 0 to 2^32-1
     */
    public record PskIdentity(byte[] identity, long obfuscatedTicketAge) {}

    /** Bytes that the binders take at the end of a ClientHello: what is left out of the hash that they protect. */
    public int bindersLength() {
        return 2 + binders.stream().mapToInt(binder -> 1 + binder.length).sum();
    }

    static PreSharedKeyOffer decode(ByteReader in) throws TlsFault {
        var offer = new PreSharedKeyOffer(
                in.list(7, 0xFFFF, identity -> new PskIdentity(identity.opaque(1, 0xFFFF), identity.uint32())),
                in.list(33, 0xFFFF, binder -> binder.opaque(32, 255)));
        if (offer.identities.size() != offer.binders.size()) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the client's pre_shared_key has " + offer.identities.size() + " identities and "
                            + offer.binders.size() + " binders");
        }
        return offer;
    }

    void encode(ByteWriter out) {
        out.list(
                0xFFFF,
                identities,
                (identity, v) -> v.opaque(0xFFFF, identity.identity()).uint32(identity.obfuscatedTicketAge()));
        out.list(0xFFFF, binders, (binder, v) -> v.opaque(255, binder));
    }
}
