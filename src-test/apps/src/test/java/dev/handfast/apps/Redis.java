package dev.handfast.apps;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Clients of Redis. */
enum Redis implements Client {
    /** Sockets of the JVM's default factory. It checks the host only where it is told to. */
    JEDIS {
        @Override
        String echo(int port) {
            var parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            var config = DefaultJedisClientConfig.builder()
                    .ssl(true)
                    .sslParameters(parameters)
                    .timeoutMillis((int) TIMEOUT.toMillis())
                    .build();
            try (var jedis = new Jedis(new HostAndPort("localhost", port), config)) {
                jedis.set(KEY, Page.TEXT);
                return jedis.get(KEY);
            }
        }
    },

    /** Engines, over Netty. */
    LETTUCE {
        @Override
        String echo(int port) {
            RedisURI uri = RedisURI.builder()
                    .withHost("localhost")
                    .withPort(port)
                    .withSsl(true)
                    .withTimeout(TIMEOUT)
                    .build();
            RedisClient client = RedisClient.create(uri);
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                connection.sync().set(KEY, Page.TEXT);
                return connection.sync().get(KEY);
            } finally {
                client.shutdown(Duration.ZERO, TIMEOUT);
            }
        }
    };

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String KEY = "page";

    abstract String echo(int port);

    @Override
    public String talk(int port) {
        Page.check(echo(port));
        return "Redis's protocol";
    }
}
