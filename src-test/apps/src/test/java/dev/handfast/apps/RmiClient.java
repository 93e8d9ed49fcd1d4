package dev.handfast.apps;

import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** The JDK's RMI. */
enum RmiClient implements Client {
    ECHO;

    @Override
    public String talk(int port) throws Exception {
        Registry registry = LocateRegistry.getRegistry("localhost", port, new SslRMIClientSocketFactory());
        Page.check(((RmiServer.Echo) registry.lookup(RmiServer.NAME)).echo(Page.TEXT));
        return "RMI";
    }
}
