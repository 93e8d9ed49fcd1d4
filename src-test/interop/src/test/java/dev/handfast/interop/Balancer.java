package dev.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** One address for several servers, which get the connections by turns, as behind a load balancer that does not look into TLS. */
final class Balancer implements AutoCloseable {
    private final List<Integer> ports;
    private final ServerSocket listening;
    private final List<Future<Void>> running = new CopyOnWriteArrayList<>();

    Balancer(List<Integer> ports) throws IOException {
        this.ports = List.copyOf(ports);
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        running.add(Duplex.run(this::accept));
    }

    int port() {
        return listening.getLocalPort();
    }

    private Void accept() throws IOException {
        for (int turn = 0; !listening.isClosed(); turn++) {
            Socket client;
            try {
                client = listening.accept();
            } catch (SocketException closed) {
                break;
            }
            var server = new Socket(InetAddress.getLoopbackAddress(), ports.get(turn % ports.size()));
            running.add(Duplex.run(() -> pass(client, server)));
            running.add(Duplex.run(() -> pass(server, client)));
        }
        return null;
    }

    /** Until one of them closes, which closes the other. */
    private static Void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
            return null;
        } catch (SocketException closed) {
            return null; // by the other direction
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        running.forEach(flow -> flow.cancel(true));
    }
}
