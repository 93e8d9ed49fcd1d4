package dev.handfast.apps;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.postgresql.ssl.PGjdbcHostnameVerifier;

/** PostgreSQL's own verifier, watched. Public for the driver, which makes it by its name. */
public final class WitnessingVerifier implements HostnameVerifier {
    @Override
    public boolean verify(String host, SSLSession session) {
        Witness.sawSession(session);
        return PGjdbcHostnameVerifier.INSTANCE.verify(host, session);
    }
}
