package dev.handfast.apps;

import java.util.stream.Stream;

/** ZooKeeper with port unification, towards its clients and between its servers. */
class ZooKeeperTest extends ApplicationTest {
    private static final String ARTIFACT = "zookeeper";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("ZooKeeper, port unification", ZooKeeperPort.UNIFIED, ZooKeeperPort.UNIFIED)
                        .of(ARTIFACT)
                        .hidingWhyItRefuses("ConnectionLoss")
                        .speaking("ZooKeeper's protocol, and in clear"),
                Scenario.both(
                                "ZooKeeper, port unification of a quorum",
                                ZooKeeperQuorum.UNIFIED_SERVER_SOCKET,
                                ZooKeeperQuorum.UNIFIED_SERVER_SOCKET)
                        .of(ARTIFACT)
                        .speaking("a quorum's port, and in clear"));
    }
}
