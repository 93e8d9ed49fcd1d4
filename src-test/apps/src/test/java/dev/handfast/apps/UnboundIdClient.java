package dev.handfast.apps;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** UnboundID's LDAP SDK with the default context of the JVM; its verifier looks at the host when the handshake is done. */
enum UnboundIdClient implements Client {
    LDAPS("LDAPS") {
        @Override
        LDAPConnection connect(int port) throws LDAPException, GeneralSecurityException {
            return new LDAPConnection(SSLContext.getDefault().getSocketFactory(), options(), HOST, port);
        }
    },

    START_TLS("LDAP StartTLS") {
        @Override
        LDAPConnection connect(int port) throws LDAPException, GeneralSecurityException {
            var connection = new LDAPConnection(options(), HOST, port);
            ExtendedResult result =
                    connection.processExtendedOperation(new StartTLSExtendedRequest(SSLContext.getDefault()));
            if (!ResultCode.SUCCESS.equals(result.getResultCode())) {
                throw new LDAPException(result);
            }
            return connection;
        }
    };

    private static final String HOST = "localhost";
    private static final String ATTRIBUTE = "description";

    private final String spoken;

    UnboundIdClient(String spoken) {
        this.spoken = spoken;
    }

    abstract LDAPConnection connect(int port) throws LDAPException, GeneralSecurityException;

    private static LDAPConnectionOptions options() {
        var options = new LDAPConnectionOptions();
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        return options;
    }

    @Override
    public String talk(int port) throws Exception {
        try (LDAPConnection connection = connect(port)) {
            connection.modify(LdapServer.ENTRY, new Modification(ModificationType.REPLACE, ATTRIBUTE, Page.TEXT));
            Page.check(connection.getEntry(LdapServer.ENTRY).getAttributeValue(ATTRIBUTE));
            return spoken;
        }
    }
}
