package dev.handfast.apps;

import java.util.stream.Stream;

/** Redis's clients and a real server. */
class RedisTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.clientOf(RedisServer.TLS, "Jedis, Redis", Redis.JEDIS)
                        .of("jedis")
                        .speaking("Redis's protocol"),
                Scenario.clientOf(RedisServer.TLS, "Lettuce, Redis", Redis.LETTUCE)
                        .of("lettuce-core")
                        .speaking("Redis's protocol"));
    }
}
