package dev.handfast.apps;

import java.util.stream.Stream;

/** Kafka's transport, of clients and of brokers. */
class KafkaTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("Kafka, client and broker's transport", Kafka.TLS_1_3, Kafka.TLS_1_3)
                        .of("kafka-clients")
                        .speaking("Kafka's frames"),
                Scenario.both("Kafka, client and broker's transport, TLS 1.2", Kafka.TLS_1_2, Kafka.TLS_1_2)
                        .of("kafka-clients")
                        .over("TLSv1.2")
                        .speaking("Kafka's frames"));
    }
}
