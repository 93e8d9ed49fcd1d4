package dev.handfast.tool.peer;

import dev.handfast.HandfastParameters;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Makes connections to one server.
 *
 * @param patience for the TCP connection, and for each read behind it
 */
public record Dialer(HostPort target, Duration patience) {

    /**
     * Connects. The handshake has not begun then.
     *
     * @param set what is said of the connection
     * @throws IOException if there is no such host, or nobody listens: the message names both
     */
    public SSLSocket dial(SSLContext context, Consumer<HandfastParameters> set) throws IOException {
        Socket tcp = connect();
        try {
            tcp.setSoTimeout(Math.toIntExact(patience.toMillis()));
            var tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, target.host(), target.port(), true);
            HandfastParameters parameters = HandfastParameters.copyOf(tls.getSSLParameters());
            set.accept(parameters);
            tls.setSSLParameters(parameters);
            return tls;
        } catch (IOException | RuntimeException failed) {
            tcp.close();
            throw failed;
        }
    }

    private Socket connect() throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(target.host());
        IOException last = null;
        for (InetAddress address : addresses) {
            var tcp = new Socket();
            try {
                tcp.connect(new InetSocketAddress(address, target.port()), Math.toIntExact(patience.toMillis()));
                return tcp;
            } catch (IOException failed) {
                tcp.close();
                last = failed;
            }
        }
        String words = "no connection to " + target + ": " + (last == null ? "it has no address" : last.getMessage());
        IOException told = last instanceof SocketTimeoutException
                ? new SocketTimeoutException(words)
                : new ConnectException(words);
        told.initCause(last);
        throw told;
    }
}
