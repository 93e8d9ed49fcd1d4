package dev.handfast.interop;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

/** Another provider's client, in this JVM, that connects twice with one context. It says nothing of resumption: the wire does. */
final class JvmVisits implements Visits {
    private final Callable<SSLSocket> connect;
    private Future<Integer> visit;

    JvmVisits(Callable<SSLSocket> connect) {
        this.connect = connect;
        again();
    }

    @Override
    public void again() {
        visit = Duplex.run(() -> {
            try (SSLSocket socket = connect.call()) {
                return socket.getInputStream().readAllBytes().length;
            }
        });
    }

    @Override
    public void assertResumed() throws Exception {
        Duplex.await(visit);
    }

    @Override
    public String account() {
        return visit.toString();
    }

    @Override
    public void close() {
        visit.cancel(true);
    }
}
