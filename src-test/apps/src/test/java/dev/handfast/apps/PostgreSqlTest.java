package dev.handfast.apps;

import java.util.stream.Stream;

/** PostgreSQL's JDBC driver and a real server, which learns the password only over the channel that it binds. */
class PostgreSqlTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                scenario("PostgreSQL JDBC driver, PostgreSQL", PostgreSql.PEM_FILE),
                scenario("PostgreSQL JDBC driver, default factory", PostgreSql.DEFAULT_FACTORY));
    }

    private static Scenario scenario(String application, Client client) {
        return Scenario.clientOf(PostgreSqlServer.SCRAM, application, client)
                .of("postgresql")
                .refusingTheHostItself("could not be verified by hostnameverifier")
                .speaking("SCRAM-SHA-256-PLUS, the server says TLSv1.3");
    }
}
