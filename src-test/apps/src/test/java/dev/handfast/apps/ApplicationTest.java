package dev.handfast.apps;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application, in all the scenarios that its subclass lists, talks over Handfast in either role that it has, with SunJSSE and with
 * Handfast on the other side; a client refuses a server of the wrong name and one of an unknown authority.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ApplicationTest {
    @BeforeAll
    static void writeIdentities() throws Exception {
        Authority.writeOnce();
    }

    abstract Stream<Scenario> scenarios() throws Exception;

    @ParameterizedTest
    @MethodSource("scenarios")
    void runsOnHandfast(Scenario scenario) throws Exception {
        if (scenario.server.missing().isPresent()) {
            TableRow.skip(scenario.application);
        }
        require(scenario.server);
        try (Performance performance = Performance.of(scenario)) {
            performance.check();
        }
        TableRow.passed(scenario).write();
    }

    /** Skips the test if the machine has not what the server needs; where it is to have everything, it fails. */
    static void require(Server server) {
        server.missing().map(what -> what + " is missing here").ifPresent(message -> {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            Assumptions.abort(message);
        });
    }
}
