package dev.handfast.tool.peer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;

/** Reads on behind a handshake of TLS 1.3, for that is when the server's tickets come, or its objections to our certificate. */
public final class TicketWait {
    /** How long a server may take for them. */
    private static final int MILLIS = 700;

    private TicketWait() {}

    /**
     * Waits until {@code came}, the server says or ends something, or nothing has come for a moment. Returns at once where the
     * protocol has no such thing.
     *
     * @throws IOException if the server ends the connection with a fatal alert
     */
    public static void on(SSLSocket socket, BooleanSupplier came) throws IOException {
        if (!socket.getSession().getProtocol().equals("TLSv1.3")) {
            return;
        }
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(MILLIS);
        try {
            while (!came.getAsBoolean() && socket.getInputStream().read() >= 0) {
                // a server that speaks first, as those of mail do
            }
        } catch (SocketTimeoutException none) {
            // then it sends none
        }
        socket.setSoTimeout(patience);
    }
}
