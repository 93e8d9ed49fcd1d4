package dev.handfast.apps;

import java.io.IOException;
import java.util.stream.Stream;

/** Netty of both lines: the same code with other jars. */
class NettyTest extends ApplicationTest {
    private static final String ARTIFACT = "netty-handler";

    @Override
    Stream<Scenario> scenarios() throws IOException {
        var all = Stream.<Scenario>builder();
        for (NettyClient variant : NettyClient.values()) {
            all.add(scenario("Netty 4.1", variant).of(ARTIFACT));
            all.add(scenario("Netty 4.2", variant).replacing("netty42").of(ARTIFACT));
        }
        return all.build();
    }

    private static Scenario scenario(String line, NettyClient variant) {
        String how = switch (variant) {
            case HTTP_1_1, HTTP_2 -> "";
            case START_TLS -> ", STARTTLS";
            case DELEGATED_TASKS -> ", delegated executor";
        };
        String spoken = variant == NettyClient.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
        return Scenario.both(line + ", " + spoken + how, variant, NettyServer.valueOf(variant.name()))
                .speaking(spoken);
    }
}
