package dev.handfast.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** gRPC over OkHttp and over Netty. */
class GrpcTest extends ApplicationTest {
    /** grpc-okhttp allows TLS 1.2 alone, whoever provides it. */
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("gRPC, okhttp", Grpc.OKHTTP, Grpc.OKHTTP)
                        .of("grpc-okhttp")
                        .over("TLSv1.2")
                        .speaking("gRPC"),
                Scenario.both("gRPC, netty, own context", Grpc.NETTY_OWN_CONTEXT, Grpc.NETTY_OWN_CONTEXT)
                        .of("grpc-netty")
                        .speaking("gRPC"));
    }

    /** README tells what to do about it. The engines are SunJSSE's although Handfast is first. */
    @Test
    void nettysNameListStaysOnSunJsse() throws Exception {
        try (Jvm server = byNameList(Providers.HANDFAST_FIRST);
                Jvm client = byNameList(Providers.HANDFAST_FIRST)) {
            assertEquals("gRPC", client.succeed("talk " + server.port(Identity.SERVER)));
            client.assertWitnessed(Providers.SUNJSSE, "TLSv1.3");
            server.assertWitnessed(Providers.SUNJSSE, "TLSv1.3");
        }
    }

    /** Nothing listens on the port: no connection is made. */
    @Test
    void nettysNameListFindsNothingWithoutSunJsse() throws Exception {
        try (Jvm client = byNameList(Providers.HANDFAST_WITHOUT_SUNJSSE)) {
            Said said = client.ask("talk 1");
            assertTrue(
                    said.text().contains("Could not find") && said.kind() == Said.Kind.FAILED,
                    () -> said + "\n" + client);
        }
    }

    private static Jvm byNameList(Providers providers) throws Exception {
        return Jvm.start(Grpc.NETTY_BY_NAME_LIST, providers, ClassPath.ofTheTests(), List.of());
    }
}
