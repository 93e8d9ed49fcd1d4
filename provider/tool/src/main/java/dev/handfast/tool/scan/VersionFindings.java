package dev.handfast.tool.scan;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server accepts in one version, of what Handfast knows. Immutable.
 *
 * @param suites in the order in which it took them of ours
 * @param groups that it agreed keys in; in TLS 1.2, its curves
 * @param schemes that it signed with
 * @param protections of TLS 1.2
 * @param chains one for each of its certificates that it showed
 * @param applications of ALPN, of those we asked for
 */
public record VersionFindings(
        ProtocolVersion version,
        List<CipherSuite> suites,
        Preference preference,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        Resumption resumption,
        Protections protections,
        boolean stapled,
        List<String> applications,
        List<List<X509Certificate>> chains) {

    /** Whose order decides among the suites that both have. */
    public enum Preference {
        SERVER("the server's order decides"),
        CLIENT("the client's order decides"),
        UNKNOWN("there is nothing to choose from");

        private final String words;

        Preference(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * How sessions come back.
     *
     * @param byTicket one was resumed by its ticket
     * @param byId one was resumed by its id, which TLS 1.2 alone has
     * @param offered the server gave tickets, or ids, whether it took them again or not
     */
    public record Resumption(boolean byTicket, boolean byId, boolean offered) {
        static final Resumption NONE = new Resumption(false, false, false);

        /** Whether one came back. */
        public boolean works() {
            return byTicket || byId;
        }
    }

    /**
     * What TLS 1.2 has as extensions; in TLS 1.3 all of it is built in.
     *
     * @param encryptThenMac with a CBC suite; false if it has none
     * @param fieldBits of the smallest prime of its DHE; 0 without DHE
     */
    public record Protections(
            boolean extendedMasterSecret, boolean secureRenegotiation, boolean encryptThenMac, int fieldBits) {
        static final Protections BUILT_IN = new Protections(true, true, true, 0);
    }
}
