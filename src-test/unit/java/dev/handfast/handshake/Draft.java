package dev.handfast.handshake;

import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.ClientHello;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extensions;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A message that ends with extensions, open to changes that no codec would make. Immutable. */
public record Draft(int type, byte[] fields, List<Extra> extensions) {
    public static final int SERVER_NAME = 0;
    public static final int STATUS_REQUEST = 5;
    public static final int SUPPORTED_GROUPS = 10;
    public static final int EC_POINT_FORMATS = 11;
    public static final int SIGNATURE_ALGORITHMS = 13;
    public static final int ALPN = 16;
    public static final int ENCRYPT_THEN_MAC = 22;
    public static final int EXTENDED_MASTER_SECRET = 23;
    public static final int SESSION_TICKET = 35;
    public static final int PRE_SHARED_KEY = 41;
    public static final int EARLY_DATA = 42;
    public static final int SUPPORTED_VERSIONS = 43;
    public static final int COOKIE = 44;
    public static final int PSK_KEY_EXCHANGE_MODES = 45;
    public static final int KEY_SHARE = 51;
    public static final int RENEGOTIATION_INFO = 0xFF01;

    /** Reserved so that nobody ever knows it (RFC 8701). */
    public static final int GREASE = 0x3A3A;

    /** An extension as it stands on the wire. */
    public record Extra(int type, byte[] body) {}

    /** A draft that says what {@code message} says. */
    public static Draft of(HandshakeMessage message) {
        List<Extra> extras = new ArrayList<>();
        int block = 2;
        Extensions extensions = extensions(message);
        for (int type : extensions.types()) {
            byte[] body = extensions.raw(type);
            extras.add(new Extra(type, body));
            block += 4 + body.length;
        }
        byte[] bytes = message.encode();
        return new Draft(
                message.type().code(), Arrays.copyOfRange(bytes, 4, bytes.length - block), List.copyOf(extras));
    }

    /** The extension has this body now, in the place where it stood, else at the end. */
    public Draft with(int type, int... body) {
        return with(type, bytes(body));
    }

    public Draft with(int type, byte[] body) {
        var extra = new Extra(type, body);
        List<Extra> changed = new ArrayList<>(extensions);
        changed.replaceAll(old -> old.type() == type ? extra : old);
        if (!changed.contains(extra)) {
            changed.add(extra);
        }
        return new Draft(this.type, fields, List.copyOf(changed));
    }

    public Draft with(int type, Consumer<ByteWriter> body) {
        var out = new ByteWriter();
        body.accept(out);
        return with(type, out.toByteArray());
    }

    public Draft without(int type) {
        return keeping(extra -> extra.type() != type);
    }

    public Draft withoutExtensions() {
        return keeping(extra -> false);
    }

    /** At the end, whether it stands there already or not. */
    public Draft append(int type, int... body) {
        List<Extra> longer = new ArrayList<>(extensions);
        longer.add(new Extra(type, bytes(body)));
        return new Draft(this.type, fields, List.copyOf(longer));
    }

    /** In front of all others. */
    public Draft prepend(int type, int... body) {
        List<Extra> longer = new ArrayList<>(extensions);
        longer.add(0, new Extra(type, bytes(body)));
        return new Draft(this.type, fields, List.copyOf(longer));
    }

    /** The first extension becomes the last. */
    public Draft rotated() {
        List<Extra> turned = new ArrayList<>(extensions);
        turned.add(turned.remove(0));
        return new Draft(type, fields, List.copyOf(turned));
    }

    /** The body of an extension that is there. */
    public byte[] body(int type) {
        return extensions.stream()
                .filter(extra -> extra.type() == type)
                .findFirst()
                .orElseThrow()
                .body()
                .clone();
    }

    /** What stands before the extensions changes. */
    public Draft fields(UnaryOperator<byte[]> change) {
        return new Draft(type, change.apply(fields.clone()), extensions);
    }

    /** One byte of it changes. */
    public Draft field(int at, int value) {
        return fields(bytes -> {
            bytes[at] = (byte) value;
            return bytes;
        });
    }

    /** One byte of it changes, whatever it was. */
    public Draft flip(int at) {
        return fields(bytes -> {
            bytes[at] ^= 1;
            return bytes;
        });
    }

    /** The whole message, its header included. */
    public byte[] encode() {
        return new ByteWriter()
                .uint8(type)
                .vector(
                        0xFFFFFF,
                        body -> body.opaque(fields)
                                .list(
                                        0xFFFF,
                                        extensions,
                                        (extra, block) ->
                                                block.uint16(extra.type()).opaque(0xFFFF, extra.body())))
                .toByteArray();
    }

    /** Bytes, written as numbers of 0 to 255. */
    public static byte[] bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private Draft keeping(Predicate<Extra> wanted) {
        return new Draft(type, fields, extensions.stream().filter(wanted).toList());
    }

    private static Extensions extensions(HandshakeMessage message) {
        if (message instanceof ClientHello hello) {
            return hello.extensions();
        } else if (message instanceof ServerHello hello) {
            return hello.extensions();
        } else if (message instanceof HelloRetryRequest request) {
            return request.extensions();
        } else if (message instanceof EncryptedExtensions answer) {
            return answer.extensions();
        } else if (message instanceof CertificateRequest13 request) {
            return request.extensions();
        }
        throw new IllegalArgumentException(message.type() + " has no extensions at its end");
    }
}
