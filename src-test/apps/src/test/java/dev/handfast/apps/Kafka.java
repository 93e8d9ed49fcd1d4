package dev.handfast.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ByteBufferSend;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.ChannelBuilders;
import org.apache.kafka.common.network.ChannelState;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.NioEchoServer;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.authenticator.CredentialCache;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** The transport of Kafka's clients, and that of its brokers as its own tests run it; what is sent are bare frames. */
enum Kafka implements Client, Server {
    TLS_1_3("TLSv1.3"),

    /** Where the transport takes any sign of a handshake after the first one for a renegotiation, and refuses it. */
    TLS_1_2("TLSv1.2");

    private static final String BROKER = "broker";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String protocol;

    Kafka(String protocol) {
        this.protocol = protocol;
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put(SslConfigs.SSL_PROTOCOL_CONFIG, protocol);
        properties.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, protocol);
        properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, Identity.TYPE);
        properties.put(
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, Identity.trustStore().toString());
        properties.put(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, Identity.PASSWORD);
        return properties;
    }

    private static AbstractConfig config(Map<String, Object> properties) {
        var definition = new ConfigDef().withClientSslSupport();
        definition.define(
                BrokerSecurityConfigs.SSL_CLIENT_AUTH_CONFIG,
                ConfigDef.Type.STRING,
                BrokerSecurityConfigs.SSL_CLIENT_AUTH_DEFAULT,
                ConfigDef.Importance.MEDIUM,
                "");
        return new AbstractConfig(definition, properties);
    }

    @Override
    public int serve(Identity identity) throws Exception {
        Map<String, Object> properties = properties();
        properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, Identity.TYPE);
        properties.put(
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, identity.keyStore().toString());
        properties.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, Identity.PASSWORD);
        properties.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, Identity.PASSWORD);
        var server = new NioEchoServer(
                ListenerName.forSecurityProtocol(SecurityProtocol.SSL),
                SecurityProtocol.SSL,
                config(properties),
                "localhost",
                null,
                new CredentialCache(),
                Time.SYSTEM);
        server.start();
        return server.port();
    }

    @Override
    public String talk(int port) throws Exception {
        ChannelBuilder channels = ChannelBuilders.clientChannelBuilder(
                SecurityProtocol.SSL, null, config(properties()), null, "", Time.SYSTEM, false, new LogContext());
        try (var selector =
                new Selector(PATIENCE.toMillis(), new Metrics(), Time.SYSTEM, "talk", channels, new LogContext())) {
            var address = new InetSocketAddress(InetAddress.getByName("localhost"), port);
            selector.connect(BROKER, address, Selector.USE_DEFAULT_BUFFER_SIZE, Selector.USE_DEFAULT_BUFFER_SIZE);
            while (!selector.isChannelReady(BROKER)) {
                poll(selector);
            }
            echo(selector);
            echo(selector);
            return "Kafka's frames";
        }
    }

    private static void echo(Selector selector) throws IOException {
        selector.send(new NetworkSend(BROKER, ByteBufferSend.sizePrefixed(ByteBuffer.wrap(Page.bytes()))));
        do {
            poll(selector);
        } while (selector.completedReceives().isEmpty());
        NetworkReceive received = selector.completedReceives().iterator().next();
        Page.check(StandardCharsets.US_ASCII.decode(received.payload()).toString());
    }

    /** The JVM's answer has a deadline; an end of the connection is an exception here, as in Kafka's clients. */
    private static void poll(Selector selector) throws IOException {
        selector.poll(PATIENCE.toMillis());
        ChannelState ended = selector.disconnected().get(BROKER);
        if (ended != null && ended.exception() != null) {
            throw ended.exception();
        }
        if (ended != null) {
            throw new IOException("the connection ended: " + ended.state());
        }
    }
}
