package dev.handfast.apps;

import java.util.stream.Stream;

/** RMI over SSL, and JMX over that. Neither checks the host. */
class JdkRemoteTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("RMI over SSL", RmiClient.ECHO, RmiServer.ECHO)
                        .with("-Djava.rmi.server.hostname=localhost")
                        .takingAnyHost()
                        .speaking("RMI"),
                Scenario.both("JMX remote", JmxClient.CONNECTOR, JmxServer.MANAGEMENT_AGENT)
                        .with("-Djava.rmi.server.hostname=localhost")
                        .takingAnyHost()
                        .speaking("JMX"));
    }
}
