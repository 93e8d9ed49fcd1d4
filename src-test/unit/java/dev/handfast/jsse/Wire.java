package dev.handfast.jsse;

import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.message.Tls12Messages;
import dev.handfast.message.Tls13Messages;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be read on the wire without keys. */
final class Wire {
    private static final int HEADER = 5;
    private static final int HANDSHAKE = 22;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int SERVER_KEY_EXCHANGE = 12;

    private Wire() {}

    /** The records, headers included. */
    static List<byte[]> records(byte[] bytes) {
        var records = new ArrayList<byte[]>();
        for (int at = 0; at < bytes.length; ) {
            int end = at + HEADER + ((bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF);
            records.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return records;
    }

    /** Whether there is a ChangeCipherSpec. */
    static boolean hasChangeCipherSpec(byte[] bytes) {
        return records(bytes).stream().anyMatch(record -> record[0] == CHANGE_CIPHER_SPEC);
    }

    static ClientHello hello(byte[] fromClient) throws TlsFault {
        return (ClientHello) Tls13Messages.decode(messages(fromClient).get(0));
    }

    /** The group that the server asks for by a HelloRetryRequest; empty if it asks for none. */
    static Optional<NamedGroup> retriedGroup(byte[] fromServer) throws TlsFault {
        return Tls13Messages.decode(messages(fromServer).get(0)) instanceof HelloRetryRequest retry
                ? retry.extensions().get(Extension.KEY_SHARE_HRR)
                : Optional.empty();
    }

    /** TLS 1.2: what the server says of its key exchange. */
    static ServerKeyExchange keyExchange(byte[] fromServer) throws TlsFault {
        for (byte[] message : messages(fromServer)) {
            if (message[0] == SERVER_KEY_EXCHANGE) {
                return (ServerKeyExchange) Tls12Messages.decode(message);
            }
        }
        throw new AssertionError("the server sends no ServerKeyExchange");
    }

    /** The whole messages that come before the first keys. */
    private static List<byte[]> messages(byte[] bytes) {
        var content = new ByteArrayOutputStream();
        for (byte[] record : records(bytes)) {
            if (record[0] != HANDSHAKE) {
                break;
            }
            content.write(record, HEADER, record.length - HEADER);
        }
        byte[] all = content.toByteArray();
        var messages = new ArrayList<byte[]>();
        for (int at = 0; at < all.length; ) {
            int end = at + 4 + ((all[at + 1] & 0xFF) << 16 | (all[at + 2] & 0xFF) << 8 | all[at + 3] & 0xFF);
            messages.add(Arrays.copyOfRange(all, at, end));
            at = end;
        }
        return messages;
    }
}
