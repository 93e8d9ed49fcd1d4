package dev.handfast.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's management agent, as an operator starts it. It serves one identity at a time. */
enum JmxServer implements Server {
    MANAGEMENT_AGENT;

    @Override
    public int serve(Identity identity) throws Exception {
        Path config = Files.createTempFile("jmx", ".properties");
        Files.write(
                config,
                List.of(
                        "javax.net.ssl.keyStore=" + identity.keyStore(),
                        "javax.net.ssl.keyStorePassword=" + Identity.PASSWORD,
                        "javax.net.ssl.trustStore=" + Identity.trustStore(),
                        "javax.net.ssl.trustStorePassword=" + Identity.PASSWORD));
        int port = freePort();
        tell("ManagementAgent.stop");
        tell(
                "ManagementAgent.start",
                "jmxremote.port=" + port,
                "jmxremote.host=127.0.0.1",
                "jmxremote.authenticate=false",
                "jmxremote.ssl=true",
                "jmxremote.registry.ssl=true",
                "jmxremote.ssl.config.file=" + config);
        return port;
    }

    /** The agent wants to be told: on a port of the system's choice it has no registry. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Commands to this very JVM, as they come from outside. */
    private static void tell(String... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(String.valueOf(ProcessHandle.current().pid()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + printed);
        }
    }
}
