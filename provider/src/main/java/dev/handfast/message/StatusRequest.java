package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;

/**
 * {@code CertificateStatusRequest} (RFC 6066 §8).
 *
 * @param statusType 1 for OCSP
 * @param request what follows, as it stands on the wire
 */
public record StatusRequest(int statusType, byte[] request) {
    /** Asks for any OCSP response: no responder is preferred, no extension is set. */
    public static final StatusRequest OCSP = new StatusRequest(1, new byte[4]);

    private static final Codec<byte[]> RESPONDER_ID = Codec.opaque(1, 0xFFFF);

    static final Codec<StatusRequest> CODEC = new Codec<>() {
        @Override
        public StatusRequest decode(ByteReader in) throws TlsFault {
            int type = in.uint8();
            if (type != OCSP.statusType) {
                return new StatusRequest(type, in.rest());
            }
            var request = new ByteWriter()
                    .list(0xFFFF, in.list(0, 0xFFFF, RESPONDER_ID), RESPONDER_ID)
                    .opaque(0xFFFF, in.opaque(0, 0xFFFF)); // request_extensions
            return new StatusRequest(type, request.toByteArray());
        }

        @Override
        public void encode(StatusRequest request, ByteWriter out) {
            out.uint8(request.statusType).opaque(request.request);
        }
    };
}
