package dev.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP connection that keeps a copy of the first bytes in each direction: what was agreed stands there in the clear. */
final class Tap extends Socket {
    private static final int KEPT = 1 << 15;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Capture.Piece> pieces = new CopyOnWriteArrayList<>();

    /** A port on the loopback interface whose connections are tapped. */
    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                var connection = new Tap();
                implAccept(connection);
                return connection;
            }
        };
    }

    Plaintext received() {
        return Plaintext.in(received.toByteArray());
    }

    /** What came first, as it came. */
    byte[] receivedBytes() {
        return received.toByteArray();
    }

    /** What went over it first, in order, if this is the server's end. */
    List<Capture.Piece> pieces() {
        return List.copyOf(pieces);
    }

    Plaintext sent() {
        return Plaintext.in(sent.toByteArray());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                int count = in.read(into, at, length);
                if (count > 0) {
                    keep(received, true, into, at, count);
                }
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] from, int at, int length) throws IOException {
                keep(sent, false, from, at, length);
                out.write(from, at, length);
            }
        };
    }

    private void keep(ByteArrayOutputStream copy, boolean toServer, byte[] from, int at, int length) {
        int count = Math.min(length, KEPT - copy.size());
        if (count > 0) {
            copy.write(from, at, count);
            pieces.add(new Capture.Piece(toServer, Arrays.copyOfRange(from, at, at + count)));
        }
    }
}
