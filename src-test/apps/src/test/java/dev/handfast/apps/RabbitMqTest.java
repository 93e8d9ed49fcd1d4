package dev.handfast.apps;

import java.util.stream.Stream;

/** RabbitMQ's client, and a server that opens its connection. */
class RabbitMqTest extends ApplicationTest {
    /**
     * README tells what to do about it. Behind a record without data {@code SslEngineFrameBuilder} reads what its buffer held before, and a
     * server's ticket of TLS 1.3 is such a record, with SunJSSE as with us. Who cannot resume by them is sent none.
     */
    private static final String NO_TICKETS = "-Djdk.tls.client.disableExtensions=psk_key_exchange_modes";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.client("RabbitMQ client", RabbitMq.BLOCKING, AmqpServer.CONNECTIONS)
                        .of("amqp-client")
                        .speaking("AMQP 0-9-1"),
                Scenario.client("RabbitMQ client, NIO", RabbitMq.NIO, AmqpServer.CONNECTIONS)
                        .of("amqp-client")
                        .with(NO_TICKETS)
                        .speaking("AMQP 0-9-1"));
    }
}
