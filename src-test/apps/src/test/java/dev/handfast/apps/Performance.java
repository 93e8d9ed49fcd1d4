package dev.handfast.apps;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** One run of a {@link Scenario}: up to four JVMs, which start side by side, and who talks to whom in them. */
final class Performance implements AutoCloseable {
    private final Scenario scenario;
    private final List<Jvm> jvms = new ArrayList<>();

    private Performance(Scenario scenario) {
        this.scenario = scenario;
    }

    static Performance of(Scenario scenario) {
        return new Performance(scenario);
    }

    void check() throws IOException {
        var checks = new ArrayList<Executable>();
        Jvm ourClient = start(scenario.client, scenario.handfast);
        if (scenario.role != Scenario.Role.SERVER) {
            Jvm theirServer = start(scenario.server, Providers.SUNJSSE);
            checks.add(() -> meet(ourClient, theirServer));
            scenario.wrongHost.ifPresent(
                    refusal -> checks.add(() -> refuse(ourClient, theirServer, Identity.WRONG_HOST, refusal)));
            checks.add(() -> refuse(ourClient, theirServer, Identity.UNKNOWN_CA, scenario.unknownAuthority));
        }
        if (scenario.role != Scenario.Role.CLIENT_OF_INSTALLED) {
            Jvm ourServer = start(scenario.server, scenario.handfast);
            if (scenario.role != Scenario.Role.CLIENT) {
                Jvm theirClient = start(scenario.client, Providers.SUNJSSE);
                checks.add(() -> meet(theirClient, ourServer));
            }
            checks.add(() -> meet(ourClient, ourServer));
        }
        assertAll(scenario.application, checks);
    }

    private Jvm start(Object application, Providers providers) throws IOException {
        Jvm jvm = Jvm.start(application, providers, scenario.classPath, scenario.options);
        jvms.add(jvm);
        return jvm;
    }

    private void meet(Jvm client, Jvm server) throws IOException, InterruptedException {
        String port = server.port(Identity.SERVER);
        Said said = client.ask("talk " + port);
        assertEquals(new Said(Said.Kind.DONE, scenario.spoken), said, () -> client + "\n" + server);
        client.assertWitnessed(scenario.protocol);
        if (scenario.role != Scenario.Role.CLIENT_OF_INSTALLED) {
            server.assertWitnessed(scenario.protocol);
        }
    }

    private void refuse(Jvm client, Jvm server, Identity identity, Refusal refusal)
            throws IOException, InterruptedException {
        String port = server.port(identity);
        Said said = client.ask("talk " + port);
        assertTrue(
                said.kind() == refusal.kind()
                        && refusal.reason().matcher(said.text()).find(),
                () -> identity + ": " + said + "\n" + client + server);
        client.assertWitnessed(scenario.protocol); // it was the certificate that was refused, not the connection
    }

    @Override
    public void close() {
        jvms.forEach(Jvm::close);
    }
}
