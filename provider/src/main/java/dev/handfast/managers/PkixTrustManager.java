package dev.handfast.managers;

import dev.handfast.CertificateCheck;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom a path of certificates leads from to one of its anchors (RFC 5280 §6), if it is whom the connection was made to and
 * uses nothing that is forbidden. Says of every refusal which certificate, which check, and what to do. Thread-safe.
 */
final class PkixTrustManager extends X509ExtendedTrustManager implements ReportingTrust {
    private final PathFinder paths;
    private final CertificateRules rules;
    private final CertificateRules withoutConnection = CertificateRules.ofCertificatesAlone();
    private final DistrustedAuthorities distrusted;

    PkixTrustManager(PathFinder paths, CertificateRules rules, DistrustedAuthorities distrusted) {
        this.paths = paths;
        this.rules = rules;
        this.distrusted = distrusted;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, Purpose.CLIENT, Circumstances.UNKNOWN, Findings.UNHEARD);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, Purpose.SERVER, Circumstances.UNKNOWN, Findings.UNHEARD);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Purpose.CLIENT, Circumstances.of(socket), Findings.UNHEARD);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Purpose.SERVER, Circumstances.of(socket), Findings.UNHEARD);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Purpose.CLIENT, Circumstances.of(engine), Findings.UNHEARD);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Purpose.SERVER, Circumstances.of(engine), Findings.UNHEARD);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return paths.anchors().certificates();
    }

    @Override
    public void check(
            X509Certificate[] chain,
            String authType,
            boolean server,
            SSLEngine engine,
            SSLSocket socket,
            Consumer<CertificateCheck> report)
            throws CertificateException {
        Circumstances connection = engine != null ? Circumstances.of(engine) : Circumstances.of(socket);
        Findings findings = Findings.to(report);
        try {
            check(chain, authType, server ? Purpose.SERVER : Purpose.CLIENT, connection, findings);
        } catch (CertificateException refused) {
            findings.refused(refused);
            throw refused;
        }
    }

    private void check(
            X509Certificate[] chain, String authType, Purpose purpose, Circumstances connection, Findings findings)
            throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new IllegalArgumentException("null or zero-length certificate chain");
        }
        if (authType == null || authType.isEmpty()) {
            throw new IllegalArgumentException("null or zero-length authentication type");
        }
        if (connection.known() && connection.session() == null) {
            throw new CertificateException(
                    "No handshake session: getHandshakeSession() of the engine or socket is null, so it is in no handshake");
        }
        if (purpose == Purpose.SERVER && paths.looksAtRevocation()) { // first: it saves the way to a responder
            MustStaple.check(chain[0], connection);
        }
        List<byte[]> stapled = stapled(purpose, connection);
        X509Certificate[] path = paths.find(chain, algorithms(connection), stapled);
        findings.found(path, paths, stapled.size());
        if (path.length > 1) { // who is trusted itself needs nobody's permission
            checkPath(path, authType, purpose, connection);
            findings.fits(path, purpose);
        }
        if (connection.known()) {
            findings.named(checkIdentity(path, purpose, connection));
        }
    }

    /** What fits to what; null if nobody wants it checked. */
    private String checkIdentity(X509Certificate[] path, Purpose purpose, Circumstances connection)
            throws CertificateException {
        String identification = connection.identification();
        if (identification == null || identification.isEmpty()) {
            return null;
        }
        return EndpointIdentity.check(
                identification,
                connection.session(),
                path[0],
                purpose,
                () -> !rules.jdkAuthorities().contain(path[path.length - 1]));
    }

    private PathAlgorithms algorithms(Circumstances connection) {
        return connection.known()
                ? new PathAlgorithms(rules, connection.constraints(), connection.localSignatures())
                : new PathAlgorithms(withoutConnection, null, null);
    }

    /** A client's certificate has none. */
    private static List<byte[]> stapled(Purpose purpose, Circumstances connection) {
        return purpose == Purpose.SERVER ? connection.statusResponses() : List.of();
    }

    /** What takes the whole path, its anchor included, to judge. */
    private void checkPath(X509Certificate[] path, String authType, Purpose purpose, Circumstances connection)
            throws CertificateException {
        if (purpose == Purpose.SERVER) {
            EndEntity.checkServer(path[0], authType);
            distrusted.check(path);
        } else {
            EndEntity.checkClient(path[0]);
        }
        CertificateRules applying = connection.known() ? rules : withoutConnection;
        var place = new PathConstraints.Path(
                purpose == Purpose.SERVER,
                Instant.now(),
                () -> applying.jdkAuthorities().contain(path[path.length - 1]));
        try {
            for (int i = 0; i < path.length - 1; i++) {
                applying.checkInPath(path[i], place);
            }
        } catch (CertPathValidatorException nonconforming) {
            throw CertificateRules.refusal(nonconforming);
        }
    }
}
