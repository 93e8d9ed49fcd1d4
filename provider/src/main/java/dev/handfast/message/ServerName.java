package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * One entry of {@code server_name} (RFC 6066 §3).
 *
 * @param type 0 for a host name, the only type there is
 */
public record ServerName(int type, byte[] name) {
    /** {@code NameType.host_name}. */
    public static final int HOST_NAME = 0;

    /** {@code ServerName}. */
    public static final Codec<ServerName> CODEC = new Codec<>() {
        @Override
        public ServerName decode(ByteReader in) throws TlsFault {
            var name = new ServerName(in.uint8(), in.opaque(1, 0xFFFF));
            if (name.type == HOST_NAME) {
                checkCharacters(name.name);
            }
            return name;
        }

        @Override
        public void encode(ServerName name, ByteWriter out) {
            out.uint8(name.type).opaque(0xFFFF, name.name);
        }
    };

    /** {@code ServerNameList}: at most one name of each type. */
    static final Codec<List<ServerName>> LIST = new Codec<>() {
        @Override
        public List<ServerName> decode(ByteReader in) throws TlsFault {
            List<ServerName> names = in.list(1, 0xFFFF, CODEC);
            var types = new BitSet();
            for (ServerName name : names) {
                if (types.get(name.type)) {
                    throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the peer's server_name has two names of one type");
                }
                types.set(name.type);
            }
            return names;
        }

        @Override
        public void encode(List<ServerName> names, ByteWriter out) {
            out.list(0xFFFF, names, CODEC);
        }
    };

    /** By value: the same name of the same type. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ServerName that && type == that.type && Arrays.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(name);
    }

    private static void checkCharacters(byte[] hostName) throws TlsFault {
        for (byte character : hostName) {
            if (character <= ' ' || character == 0x7F) { // control characters, the space, and all that is not ASCII
                throw new TlsFault(
                        Alert.ILLEGAL_PARAMETER, "the peer's server_name holds a character that no host name has");
            }
        }
    }
}
