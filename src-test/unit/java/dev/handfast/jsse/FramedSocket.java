package dev.handfast.jsse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Fails whoever asks for a byte behind the record that he is reading: it may be somebody else's. */
final class FramedSocket extends DelegatingSocket {
    private static final int HEADER = 5;

    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private int bodyLeft;

    FramedSocket(Socket real) {
        super(real);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() {
                throw new AssertionError("not byte by byte");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int ours = headerLength < HEADER ? HEADER - headerLength : bodyLeft;
                if (length > ours) {
                    throw new AssertionError(length + " bytes are asked for where the record has " + ours + " more");
                }
                int count = in.read(into, from, length);
                count(into, from, count);
                return count;
            }
        };
    }

    private void count(byte[] read, int from, int count) {
        if (count <= 0) {
            return;
        } else if (headerLength < HEADER) {
            System.arraycopy(read, from, header, headerLength, count);
            headerLength += count;
            bodyLeft = (header[3] & 0xFF) << 8 | header[4] & 0xFF;
        } else {
            bodyLeft -= count;
        }
        if (headerLength == HEADER && bodyLeft == 0) {
            headerLength = 0;
        }
    }
}
