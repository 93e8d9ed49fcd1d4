package dev.handfast.managers;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom a path of certificates leads from to one of its anchors (RFC 5280 §6), if it is whom the connection was made to and
 * uses nothing that is forbidden. Says of every refusal which certificate, which check, and what to do. Thread-safe.
 */
final class PkixTrustManager extends X509ExtendedTrustManager {
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
        check(chain, authType, Purpose.CLIENT, Circumstances.UNKNOWN);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, Purpose.SERVER, Circumstances.UNKNOWN);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Purpose.CLIENT, Circumstances.of(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Purpose.SERVER, Circumstances.of(socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Purpose.CLIENT, Circumstances.of(engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Purpose.SERVER, Circumstances.of(engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return paths.anchors().certificates();
    }

    private void check(X509Certificate[] chain, String authType, Purpose purpose, Circumstances connection)
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
        X509Certificate[] path = paths.find(chain, algorithms(connection), stapled(purpose, connection));
        if (path.length > 1) { // who is trusted itself needs nobody's permission
            checkPath(path, authType, purpose, connection);
        }
        if (connection.known()) {
            checkIdentity(path, purpose, connection);
        }
    }

    private void checkIdentity(X509Certificate[] path, Purpose purpose, Circumstances connection)
            throws CertificateException {
        String identification = connection.identification();
        if (identification == null || identification.isEmpty()) {
            return;
        }
        int labels = rules.jdkAuthorities().contain(path[path.length - 1])
                ? HostNames.UNDER_A_DOMAIN
                : HostNames.UNDER_ANY_LABEL;
        EndpointIdentity.check(identification, connection.session(), path[0], purpose, labels);
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
