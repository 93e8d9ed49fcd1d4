package dev.handfast.apps;

import java.io.IOException;
import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.rmi.ssl.SslRMIServerSocketFactory;

/** The JDK's RMI: registry and object behind its SSL socket factories. */
enum RmiServer implements Server {
    ECHO;

    /** By which name the registry knows the object. */
    static final String NAME = "echo";

    // What is exported and not referred to would be collected.
    private final List<Remote> exported = new ArrayList<>();

    /** The remote object. */
    public interface Echo extends Remote {
        /** Returns {@code text}. */
        String echo(String text) throws RemoteException;
    }

    @Override
    public int serve(Identity identity) throws Exception {
        var sockets = new RememberedPort(identity.context());
        Registry registry = LocateRegistry.createRegistry(0, new SslRMIClientSocketFactory(), sockets);
        int port = sockets.port;
        var echo = new EchoText();
        exported.addAll(List.of(registry, echo));
        registry.bind(NAME, UnicastRemoteObject.exportObject(echo, 0, new SslRMIClientSocketFactory(), sockets));
        return port;
    }

    /** Not a lambda, which would be one and the same object for all who are served: it can be exported once. */
    private static final class EchoText implements Echo {
        @Override
        public String echo(String text) {
            return text;
        }
    }

    /** The registry does not tell its port. */
    private static final class RememberedPort implements RMIServerSocketFactory {
        private final RMIServerSocketFactory factory;
        private int port;

        RememberedPort(SSLContext context) {
            factory = new SslRMIServerSocketFactory(context, null, null, false);
        }

        @Override
        public ServerSocket createServerSocket(int anyPort) throws IOException {
            ServerSocket socket = factory.createServerSocket(anyPort);
            port = socket.getLocalPort();
            return socket;
        }
    }
}
