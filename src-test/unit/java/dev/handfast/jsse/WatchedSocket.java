package dev.handfast.jsse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Says when somebody waits for bytes, or is about to. */
final class WatchedSocket extends DelegatingSocket {
    volatile CountDownLatch reading = new CountDownLatch(1);

    WatchedSocket(Socket real) {
        super(real);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                reading.countDown();
                return in.read(into, from, length);
            }
        };
    }
}
