package dev.handfast.apps;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.nio.NioParams;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** RabbitMQ's client with the default context of the JVM. What it opens is a connection: its server knows no more. */
enum RabbitMq implements Client {
    /** Sockets. */
    BLOCKING,

    /** Engines over NIO. */
    NIO {
        @Override
        void configure(ConnectionFactory factory) {
            factory.setNioParams(new NioParams());
            factory.useNio();
        }
    };

    private static final int TIMEOUT_MILLIS = 30_000;

    void configure(ConnectionFactory factory) {}

    @Override
    public String talk(int port) throws Exception {
        try (Connection connection = factory(port).newConnection()) {
            return connection.getServerProperties().get("product").toString();
        }
    }

    private ConnectionFactory factory(int port) throws GeneralSecurityException {
        var factory = new ConnectionFactory();
        configure(factory);
        factory.setHost("localhost");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setHandshakeTimeout(TIMEOUT_MILLIS);
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
        return factory;
    }
}
