package dev.handfast.apps;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Properties;

/** PostgreSQL's JDBC driver, which checks the host for itself and binds its password to the server's certificate. */
enum PostgreSql implements Client {
    /** Its own factory of sockets, with trust as PEM. */
    PEM_FILE {
        @Override
        void configure(Properties properties) {
            properties.setProperty("sslrootcert", Identity.trusted().toString());
        }
    },

    /** Likewise, with a certificate, of which the server is to say the name: the driver's key manager is no extended one. */
    CLIENT_CERTIFICATE {
        @Override
        void configure(Properties properties) {
            PEM_FILE.configure(properties);
            properties.setProperty("sslcert", Identity.CLIENT.chain().toString());
            properties.setProperty("sslkey", Identity.CLIENT.binaryKey().toString());
        }
    },

    /** The JVM's default factory of sockets. */
    DEFAULT_FACTORY {
        @Override
        void configure(Properties properties) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    };

    abstract void configure(Properties properties);

    @Override
    public String talk(int port) throws Exception {
        var properties = new Properties();
        properties.setProperty("user", PostgreSqlServer.USER);
        properties.setProperty("password", Identity.PASSWORD);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("channelBinding", "require");
        properties.setProperty("socketTimeout", "60");
        configure(properties);
        String question =
                "select ?, version || coalesce(' as ' || client_dn, '') from pg_stat_ssl where pid = pg_backend_pid()";
        try (var connection =
                        DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", properties);
                PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, Page.TEXT);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                Page.check(result.getString(1));
                return "SCRAM-SHA-256-PLUS, the server says " + result.getString(2);
            }
        }
    }
}
