package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * {@code ImportedIdentity} (RFC 9258 §5.1): the identity of a key that is imported for one protocol and one KDF.
 *
 * @param targetKdf see the registry in RFC 9258 §10
 */
public record ImportedIdentity(byte[] externalIdentity, byte[] context, ProtocolVersion targetProtocol, int targetKdf) {

    /** Empty for an identity of another form: anybody names keys as he likes. */
    public static Optional<ImportedIdentity> of(byte[] identity) {
        var in = new ByteReader(identity);
        try {
            var imported = new ImportedIdentity(
                    in.opaque(1, 0xFFFF), in.opaque(0, 0xFFFF), new ProtocolVersion(in.uint16()), in.uint16());
            in.end("ImportedIdentity");
            return Optional.of(imported);
        } catch (TlsFault ofAnotherForm) {
            return Optional.empty();
        }
    }

    public byte[] encode() {
        return new ByteWriter(8 + externalIdentity.length + context.length)
                .opaque(0xFFFF, externalIdentity)
                .opaque(0xFFFF, context)
                .uint16(targetProtocol.code())
                .uint16(targetKdf)
                .toByteArray();
    }
}
