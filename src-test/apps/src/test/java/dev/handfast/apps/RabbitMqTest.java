package dev.handfast.apps;

import java.util.stream.Stream;

/** RabbitMQ's client, and a server that opens its connection. */
class RabbitMqTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.client("RabbitMQ client", RabbitMq.BLOCKING, AmqpServer.CONNECTIONS)
                        .of("amqp-client")
                        .speaking("AMQP 0-9-1"),
                Scenario.client("RabbitMQ client, NIO", RabbitMq.NIO, AmqpServer.CONNECTIONS)
                        .of("amqp-client")
                        .speaking("AMQP 0-9-1"));
    }
}
