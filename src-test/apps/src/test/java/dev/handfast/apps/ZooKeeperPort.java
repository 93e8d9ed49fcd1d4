package dev.handfast.apps;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.server.NettyServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * ZooKeeper's server with one port for TLS and for clients in clear, and both clients. Each side has a certificate, as ZooKeeper's defaults
 * want it. The server serves one identity at a time.
 */
enum ZooKeeperPort implements Client, Server {
    UNIFIED;

    private static final String NODE = "/page";
    private static final int TICK_MILLIS = 2_000;
    private static final int TIMEOUT_MILLIS = 30_000;

    @Override
    public int serve(Identity identity) throws Exception {
        System.setProperty(ServerCnxnFactory.ZOOKEEPER_SERVER_CNXN_FACTORY, NettyServerCnxnFactory.class.getName());
        System.setProperty(NettyServerCnxnFactory.PORT_UNIFICATION_KEY, "true");
        System.setProperty(
                "zookeeper.ssl.keyStore.location", identity.keyStore().toString());
        System.setProperty("zookeeper.ssl.keyStore.password", Identity.PASSWORD);
        System.setProperty(
                "zookeeper.ssl.trustStore.location", Identity.trustStore().toString());
        System.setProperty("zookeeper.ssl.trustStore.password", Identity.PASSWORD);
        File directory = Files.createTempDirectory("zookeeper").toFile();
        ServerCnxnFactory port =
                ServerCnxnFactory.createFactory(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), -1);
        port.startup(new ZooKeeperServer(directory, directory, TICK_MILLIS));
        return port.getLocalPort();
    }

    /** Over TLS, and then once more in clear. */
    @Override
    public String talk(int port) throws Exception {
        var config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        config.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
        config.setProperty(
                "zookeeper.ssl.keyStore.location", Identity.CLIENT.keyStore().toString());
        config.setProperty("zookeeper.ssl.keyStore.password", Identity.PASSWORD);
        config.setProperty(
                "zookeeper.ssl.trustStore.location", Identity.trustStore().toString());
        config.setProperty("zookeeper.ssl.trustStore.password", Identity.PASSWORD);
        in(port, config, client -> {
            if (client.exists(NODE, false) != null) {
                client.delete(NODE, -1);
            }
            client.create(NODE, Page.bytes(), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            read(client);
        });
        in(port, new ZKClientConfig(), ZooKeeperPort::read);
        return "ZooKeeper's protocol, and in clear";
    }

    private interface Session {
        void use(ZooKeeper client) throws Exception;
    }

    private static void in(int port, ZKClientConfig config, Session session) throws Exception {
        var client = new ZooKeeper("localhost:" + port, TIMEOUT_MILLIS, event -> {}, config);
        try {
            session.use(client);
        } finally {
            client.close();
        }
    }

    private static void read(ZooKeeper client) throws Exception {
        Page.check(new String(client.getData(NODE, false, null), StandardCharsets.US_ASCII));
    }
}
