package dev.handfast.jsse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts reads, says when one waits or is about to, can hold up one thread there, and keeps the timeouts that were set. */
final class WatchedSocket extends DelegatingSocket {
    final CountDownLatch held = new CountDownLatch(1);
    final CountDownLatch free = new CountDownLatch(1);
    final AtomicInteger reads = new AtomicInteger();
    final Queue<Integer> timeouts = new ConcurrentLinkedQueue<>();
    volatile Thread holding;
    volatile CountDownLatch reading = new CountDownLatch(1);

    WatchedSocket(Socket real) {
        super(real);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                reads.incrementAndGet();
                reading.countDown();
                if (Thread.currentThread() == holding) {
                    hold();
                }
                return in.read(into, from, length);
            }
        };
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        timeouts.add(timeout);
        super.setSoTimeout(timeout);
    }

    private void hold() throws IOException {
        held.countDown();
        try {
            if (!free.await(10, TimeUnit.SECONDS)) {
                throw new IOException("held up for ever");
            }
        } catch (InterruptedException unexpected) {
            throw new IOException(unexpected);
        }
    }
}
