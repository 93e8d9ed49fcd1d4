package dev.handfast.apps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The JDK's {@code HttpsServer}. */
enum JdkHttpsServer implements Server {
    ECHO("127.0.0.1"),
    IPV6("::1");

    private final String address;

    JdkHttpsServer(String address) {
        this.address = address;
    }

    @Override
    public int serve(Identity identity) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        server.createContext("/", JdkHttpsServer::echo);
        server.start();
        return server.getAddress().getPort();
    }

    @Override
    public Optional<String> missing() {
        try {
            boolean there = NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
            return there ? Optional.empty() : Optional.of("the address " + address);
        } catch (IOException unknown) {
            return Optional.of("the address " + address + ": " + unknown);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
