package dev.handfast.apps;

import java.nio.file.Path;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** ActiveMQ Artemis: the broker embedded, and its core client. */
enum Artemis implements Client, Server {
    CORE;

    private static final int TIMEOUT_MILLIS = 60_000;

    @Override
    public int serve(Identity identity) throws Exception {
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("tls", uri(0) + store("keyStore", identity.keyStore()) + ";protocols=CORE");
        var broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
        var acceptors = broker.getActiveMQServer().getRemotingService();
        return ((NettyAcceptor) acceptors.getAcceptor("tls")).getActualPort();
    }

    @Override
    public String talk(int port) throws Exception {
        String uri = uri(port) + store("trustStore", Identity.trustStore()) + ";verifyHost=true";
        try (ServerLocator locator = ActiveMQClient.createServerLocator(uri).setInitialConnectAttempts(1);
                ClientSessionFactory sessions = locator.createSessionFactory();
                ClientSession session = sessions.createSession()) {
            String queue = UUID.randomUUID().toString();
            session.createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
            session.start();
            ClientMessage message = session.createMessage(false);
            message.getBodyBuffer().writeString(Page.TEXT);
            session.createProducer(queue).send(message);
            ClientMessage received = session.createConsumer(queue).receive(TIMEOUT_MILLIS);
            Page.check(received.getBodyBuffer().readString());
            received.acknowledge();
        }
        return "Artemis's protocol";
    }

    private static String uri(int port) {
        return "tcp://localhost:" + port + "?sslEnabled=true";
    }

    private static String store(String which, Path file) {
        return ";%1$sPath=%2$s;%1$sPassword=%3$s;%1$sType=%4$s"
                .formatted(which, file, Identity.PASSWORD, Identity.TYPE);
    }
}
