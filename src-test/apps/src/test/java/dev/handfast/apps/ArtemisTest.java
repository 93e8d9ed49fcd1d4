package dev.handfast.apps;

import java.util.stream.Stream;

/** ActiveMQ Artemis, both sides. */
class ArtemisTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(Scenario.both("ActiveMQ Artemis, client and broker", Artemis.CORE, Artemis.CORE)
                .of("artemis-server")
                .hidingWhyItRefuses("AMQ219007: Cannot connect")
                .speaking("Artemis's protocol"));
    }
}
