package dev.handfast.apps;

import java.util.stream.Stream;

/** PostgreSQL's JDBC driver and a real server, which learns the password only over the channel that it binds. */
class PostgreSqlTest extends ApplicationTest {
    private static final String SPOKEN = "SCRAM-SHA-256-PLUS, the server says TLSv1.3";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                scenario("PostgreSQL JDBC driver, PostgreSQL", PostgreSqlServer.SCRAM, PostgreSql.PEM_FILE)
                        .speaking(SPOKEN),
                scenario(
                                "PostgreSQL JDBC driver, client certificate",
                                PostgreSqlServer.CLIENT_CERTIFICATE,
                                PostgreSql.CLIENT_CERTIFICATE)
                        .speaking(SPOKEN + " as /CN=client"),
                scenario("PostgreSQL JDBC driver, default factory", PostgreSqlServer.SCRAM, PostgreSql.DEFAULT_FACTORY)
                        .speaking(SPOKEN));
    }

    private static Scenario scenario(String application, InstalledServer server, Client client) {
        return Scenario.clientOf(server, application, client)
                .of("postgresql")
                .refusingTheHostItself("could not be verified by hostnameverifier");
    }
}
