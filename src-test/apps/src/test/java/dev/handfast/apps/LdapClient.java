package dev.handfast.apps;

import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;

/** The JDK's LDAP client, by JNDI. */
enum LdapClient implements Client {
    LDAPS("ldaps") {
        @Override
        String exchange(LdapContext directory) throws Exception {
            search(directory);
            return "LDAPS";
        }
    },

    START_TLS("ldap") {
        @Override
        String exchange(LdapContext directory) throws Exception {
            negotiate(directory);
            search(directory);
            return "LDAP StartTLS";
        }
    },

    /** TLS begins and ends within a connection that goes on in clear. */
    START_TLS_AND_BACK("ldap") {
        @Override
        String exchange(LdapContext directory) throws Exception {
            search(directory);
            StartTlsResponse tls = negotiate(directory);
            search(directory);
            awaitReader();
            tls.close();
            search(directory);
            return "LDAP StartTLS and back";
        }
    };

    private static final String TIMEOUT_MILLIS = "30000";

    private final String scheme;

    LdapClient(String scheme) {
        this.scheme = scheme;
    }

    abstract String exchange(LdapContext directory) throws Exception;

    @Override
    public String talk(int port) throws Exception {
        LdapContext directory = connect(scheme + "://localhost:" + port);
        try {
            return exchange(directory);
        } finally {
            directory.close();
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI wants a Hashtable
    private static LdapContext connect(String url) throws NamingException {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put("com.sun.jndi.ldap.connect.timeout", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.ldap.read.timeout", TIMEOUT_MILLIS);
        return new InitialLdapContext(environment, null);
    }

    private static StartTlsResponse negotiate(LdapContext directory) throws Exception {
        StartTlsResponse tls = (StartTlsResponse) directory.extendedOperation(new StartTlsRequest());
        tls.negotiate();
        return tls;
    }

    /**
     * Waits until JNDI's reader waits for TLS. If it were to look for its stream only when {@code close} has put the plain one back, it would
     * read that while {@code close} still reads up to close_notify there: a race of JNDI's own.
     */
    private static void awaitReader() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Thread.getAllStackTraces().values().stream().noneMatch(LdapClient::isReading)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("nobody reads");
            }
            Thread.onSpinWait();
        }
    }

    private static boolean isReading(StackTraceElement[] stack) {
        List<String> classes =
                Stream.of(stack).map(StackTraceElement::getClassName).toList();
        return classes.contains("com.sun.jndi.ldap.Connection") && classes.contains("sun.nio.ch.NioSocketImpl");
    }

    @SuppressWarnings("BanJNDI") // JNDI is what is tried here
    private static void search(DirContext directory) throws NamingException {
        String found = directory
                .getAttributes(LdapServer.ENTRY, new String[] {"dc"})
                .get("dc")
                .get()
                .toString();
        if (!found.equals("example")) {
            throw new AssertionError(found);
        }
    }
}
