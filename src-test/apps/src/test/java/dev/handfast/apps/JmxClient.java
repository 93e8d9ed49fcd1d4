package dev.handfast.apps;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** The JDK's JMX connector over RMI. */
enum JmxClient implements Client {
    CONNECTOR;

    @SuppressWarnings("BanJNDI") // the URL is ours
    @Override
    public String talk(int port) throws Exception {
        var url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://localhost:" + port + "/jmxrmi");
        Map<String, Object> sockets = Map.of("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
        try (JMXConnector connector = JMXConnectorFactory.connect(url, sockets)) {
            RuntimeMXBean other = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);
            if (other.getPid() == ProcessHandle.current().pid()) {
                throw new AssertionError("this is the JVM itself");
            }
        }
        return "JMX";
    }
}
