package dev.handfast.apps;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.common.QuorumX509Util;
import org.apache.zookeeper.server.quorum.UnifiedServerSocket;

/**
 * The transport between ZooKeeper's servers: a port that looks at the first bytes of each connection, and either goes on in clear or gives
 * them to a TLS socket that is laid over the connection. Both sides have a certificate, as ZooKeeper's defaults want it, and check the
 * other's host.
 */
enum ZooKeeperQuorum implements Client, Server {
    UNIFIED_SERVER_SOCKET;

    /** Without it ZooKeeper leaves the host to the socket, of which it asks nothing. */
    private static final String CHECK_HOST = "zookeeper.fips-mode";

    private static QuorumX509Util configure(Identity identity) {
        System.setProperty(CHECK_HOST, "false");
        System.setProperty(
                "zookeeper.ssl.quorum.keyStore.location", identity.keyStore().toString());
        System.setProperty("zookeeper.ssl.quorum.keyStore.password", Identity.PASSWORD);
        System.setProperty(
                "zookeeper.ssl.quorum.trustStore.location",
                Identity.trustStore().toString());
        System.setProperty("zookeeper.ssl.quorum.trustStore.password", Identity.PASSWORD);
        return new QuorumX509Util();
    }

    @Override
    public int serve(Identity identity) throws Exception {
        QuorumX509Util tls = configure(identity);
        tls.getDefaultSSLContext(); // with this identity: a later one changes the properties
        var listening = new UnifiedServerSocket(tls, true, 0, 0, InetAddress.getLoopbackAddress());
        Background.run(() -> {
            while (true) {
                Socket peer = listening.accept();
                Background.run(() -> echo(peer));
            }
        });
        return listening.getLocalPort();
    }

    private static void echo(Socket peer) throws IOException {
        try (peer) {
            byte[] received = receive(peer);
            send(peer, received);
        }
    }

    /** Over TLS, and then once more in clear. */
    @Override
    public String talk(int port) throws Exception {
        var server = new InetSocketAddress("localhost", port);
        try (var tls = configure(Identity.CLIENT).createSSLSocket()) {
            tls.connect(server);
            tls.startHandshake();
            post(tls);
        }
        try (var clear = new Socket()) {
            clear.connect(server);
            post(clear);
        }
        return "a quorum's port, and in clear";
    }

    private static void post(Socket server) throws IOException {
        send(server, Page.bytes());
        Page.check(new String(receive(server), StandardCharsets.US_ASCII));
    }

    private static void send(Socket to, byte[] message) throws IOException {
        var out = new DataOutputStream(to.getOutputStream());
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }

    private static byte[] receive(Socket from) throws IOException {
        var in = new DataInputStream(from.getInputStream());
        return in.readNBytes(in.readInt());
    }
}
