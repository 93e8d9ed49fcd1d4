package dev.handfast.apps;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;

/** UnboundID's directory server in memory. */
enum LdapServer implements Server {
    LDAPS {
        @Override
        InMemoryListenerConfig listener(SSLContext context) throws LDAPException {
            return InMemoryListenerConfig.createLDAPSConfig(
                    name(), loopback(), 0, context.getServerSocketFactory(), context.getSocketFactory());
        }
    },

    START_TLS {
        @Override
        InMemoryListenerConfig listener(SSLContext context) throws LDAPException {
            return InMemoryListenerConfig.createLDAPConfig(name(), loopback(), 0, context.getSocketFactory());
        }
    };

    /** The entry that it has. */
    static final String ENTRY = "dc=example";

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    abstract InMemoryListenerConfig listener(SSLContext context) throws LDAPException;

    @Override
    public int serve(Identity identity) throws Exception {
        var config = new InMemoryDirectoryServerConfig(ENTRY);
        config.setListenerConfigs(listener(identity.context()));
        var server = new InMemoryDirectoryServer(config);
        server.add("dn: " + ENTRY, "objectClass: domain", "dc: example");
        server.startListening();
        return server.getListenPort();
    }
}
