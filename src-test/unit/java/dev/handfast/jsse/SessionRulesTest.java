package dev.handfast.jsse;

import dev.handfast.handshake.LegacyResumption;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator allows about sessions; what cannot be meant leaves things as they are. */
class SessionRulesTest {
    private static final int WEEK = 7 * 86_400;

    @ParameterizedTest
    @CsvSource({"true, TAKEN", "false, REFUSED", ", TAKEN"})
    void legacyResumption(String value, LegacyResumption expected) throws Exception {
        Setting.decides(
                "jdk.tls.allowLegacyResumption",
                value,
                policy -> policy.sessions().legacy(),
                expected);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", ", true"})
    void tickets(String value, boolean expected) throws Exception {
        Setting.decides(
                "jdk.tls.server.enableSessionTicketExtension",
                value,
                policy -> policy.sessions().serverTickets(),
                expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 10", "11, 2", "-1, 2", ", 2"})
    void countOfTickets(String value, int expected) throws Exception {
        Setting.decides(
                "jdk.tls.server.newSessionTicketCount",
                value,
                policy -> policy.sessions().ticketCount(),
                expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", WEEK + ", " + WEEK, "604801, 86400", "-1, 86400", ", 86400"})
    void lifetimeOfTickets(String value, int seconds) throws Exception {
        Setting.decides(
                "jdk.tls.server.sessionTicketTimeout",
                value,
                policy -> policy.sessions().ticketLifetime(),
                Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", WEEK + ", " + WEEK, "604801, 3600", "0, 3600", ", 3600"})
    void periodOfKeys(String value, int seconds) throws Exception {
        Setting.decides(
                "jdk.tls.server.statelessKeyTimeout",
                value,
                policy -> policy.sessions().keyPeriod(),
                Duration.ofSeconds(seconds));
    }
}
