package dev.handfast.explain;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.CipherSuite;
import java.util.List;

/**
 * Takes the bytes of a handshake message apart into the fields that they are. Takes whatever bytes it is given: what is not as
 * the standard says is a field named {@code malformed} or {@code unexpected}, and what stands before it is told all the same.
 */
public final class Dissection {
    private static final int HEADER = 4;

    private Dissection() {}

    /**
     * The fields of a message, its header of four bytes among them.
     *
     * @param protocol what the handshake has settled on, such as {@code TLSv1.2}: some messages have another form in each
     *     version. {@code TLSv1.3} is assumed for any other value
     * @param cipherSuite its standard name: in TLS 1.2 it says what the messages of the key exchange hold. Any value if there is
     *     none
     */
    public static List<Field> of(byte[] message, String protocol, String cipherSuite) {
        var fields = new Fields();
        fields.readAll(new ByteReader(message), (in, top) -> {
            int type = in.remaining() == 0 ? -1 : message[0] & 0xFF;
            Layout.number("msg_type", 1, CodePoints::message).read(in, top);
            Layout.number("length", 3, length -> told(length, message.length - HEADER))
                    .read(in, top);
            bodyOf(type, protocol, cipherSuite).read(in, top);
        });
        return List.copyOf(fields.list());
    }

    private static Layout bodyOf(int type, String protocol, String cipherSuite) {
        return MessageLayouts.of(type, !protocol.equals("TLSv1.2"), CipherSuite.named(cipherSuite));
    }

    private static String told(long length, int there) {
        return length == there ? length + " bytes" : length + " bytes, and there are " + there;
    }
}
