package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jdk.tls.trustNameService}: whether the name service may say who an address is. */
class TrustNameServiceTest {
    private static final byte[] ADDRESS = {127, 0, 0, 1};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hostOfAnAddressIsItsNameOnlyIfTheOperatorSaysSo(boolean trusted) throws Exception {
        String name = InetAddress.getByAddress(ADDRESS).getHostName();
        assumeFalse(name.equals("127.0.0.1"), "the name service of this machine does not know its own address");
        String expected = trusted ? name : "127.0.0.1";
        SSLSocketFactory factory = Operator.sets("jdk.tls.trustNameService=" + trusted)
                .context(null)
                .getSocketFactory();
        try (ServerSocket listener = new ServerSocket(0, 2, InetAddress.getByAddress(ADDRESS))) {
            var peer = new InetSocketAddress(InetAddress.getByAddress(ADDRESS), listener.getLocalPort());
            try (var socket = (SSLSocket) factory.createSocket()) {
                socket.connect(peer);
                listener.accept().close(); // a failed handshake leaves the null session, which has the host, too
                assertEquals(expected, socket.getSession().getPeerHost());
            }
        }
    }
}
