package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.Credentials;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.managers.HostNames;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;

/**
 * Asks a key manager for our certificate (RFC 9846 §4.5.1.2): once for each type of key that the peer can verify, best first.
 *
 * @param engine that of the connection, null if it has a socket
 * @param socket that of the connection, null if it has an engine
 */
record KeyManagerCredentials(
        X509KeyManager manager, boolean client, SSLEngine engine, SSLSocket socket, Session session)
        implements Credentials {

    @Override
    public Optional<Identity> choose(Negotiated soFar, List<SignatureScheme> usable, List<X500Principal> authorities)
            throws TlsFault {
        session.update(soFar);
        Principal[] issuers = authorities.isEmpty() ? null : authorities.toArray(new Principal[0]);
        List<String> keyTypes = keyTypes(usable);
        Identity second = null;
        try {
            while (!keyTypes.isEmpty()) {
                // A client's manager sees all types at once, a server's each by itself: so JSSE has it.
                String alias = client ? clientAlias(keyTypes, issuers) : serverAlias(keyTypes.get(0), issuers);
                Optional<Identity> found = alias == null ? Optional.empty() : identity(alias, usable, soFar.version());
                if (found.isPresent() && suits(found.get(), soFar)) {
                    return found;
                }
                second = second == null ? found.orElse(null) : second;
                if (client && alias == null) {
                    break;
                }
                keyTypes.remove(
                        client ? found.map(KeyManagerCredentials::keyType).orElse(keyTypes.get(0)) : keyTypes.get(0));
            }
        } catch (RuntimeException broken) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "our key manager failed: " + broken, broken);
        }
        return Optional.ofNullable(second);
    }

    @Override
    public String whyNone() {
        return "No available authentication scheme: our key manager ("
                + manager.getClass().getName()
                + ") has no certificate that fits; keys come from SSLContext.init, for the default context from the key store"
                + " of the JVM (" + DefaultManagers.keySettings() + ")";
    }

    private static List<String> keyTypes(List<SignatureScheme> usable) {
        var keyTypes = new LinkedHashSet<String>();
        for (SignatureScheme scheme : usable) {
            keyTypes.add(scheme.keyAlgorithm());
        }
        return new ArrayList<>(keyTypes);
    }

    private static String keyType(Identity identity) {
        return identity.scheme().keyAlgorithm();
    }

    /** There is no reason to look for another: a manager that is asked for one type of key knows nothing of those to come. */
    private boolean suits(Identity identity, Negotiated soFar) {
        return isVerifiable(identity, soFar) && (client || isForServerName(identity));
    }

    private boolean isForServerName(Identity identity) {
        String host = session.requestedHost();
        return host == null || contains(identity.chain().get(0), host);
    }

    private static boolean contains(X509Certificate leaf, String host) {
        try {
            return HostNames.of(leaf).contain(host);
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }

    /** The peer can verify the signatures in the chain, too (RFC 9846 §4.5.1.2); a root is trusted as it is. */
    private static boolean isVerifiable(Identity identity, Negotiated soFar) {
        for (X509Certificate certificate : identity.chain()) {
            boolean isRoot = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            if (!isRoot && !isKnown(certificate.getSigAlgName(), soFar.peerSchemes())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnown(String signature, List<SignatureScheme> schemes) {
        for (SignatureScheme scheme : schemes) {
            if (scheme.jcaName().equalsIgnoreCase(signature)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Identity> identity(String alias, List<SignatureScheme> usable, ProtocolVersion version)
            throws TlsFault {
        X509Certificate[] chain = manager.getCertificateChain(alias);
        PrivateKey key = manager.getPrivateKey(alias);
        if (chain == null || chain.length == 0 || key == null) { // a manager that promises what it has not got
            return Optional.empty();
        }
        requireOneKey(chain[0], key);
        for (SignatureScheme scheme : usable) {
            if (Signatures.fits(scheme, chain[0].getPublicKey(), version)) {
                return Optional.of(new Identity(List.of(chain), key, scheme));
            }
        }
        return Optional.empty();
    }

    /** The peer would not tell more than that our signature is wrong. Of other kinds of keys nothing shows it without a signature. */
    private static void requireOneKey(X509Certificate leaf, PrivateKey key) throws TlsFault {
        if (key instanceof RSAKey ours
                && leaf.getPublicKey() instanceof RSAKey theirs
                && !ours.getModulus().equals(theirs.getModulus())) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    FailureKind.NO_FITTING_CERTIFICATE,
                    "our key manager shows the certificate of " + leaf.getSubjectX500Principal()
                            + ", and its private key does not belong to it: their RSA moduli differ");
        }
    }

    private String serverAlias(String keyType, Principal[] issuers) {
        if (manager instanceof X509ExtendedKeyManager extended && engine != null) {
            return extended.chooseEngineServerAlias(keyType, issuers, engine);
        }
        return manager.chooseServerAlias(keyType, issuers, socket);
    }

    private String clientAlias(List<String> keyTypes, Principal[] issuers) {
        String[] types = keyTypes.toArray(new String[0]);
        if (manager instanceof X509ExtendedKeyManager extended && engine != null) {
            return extended.chooseEngineClientAlias(types, issuers, engine);
        }
        return manager.chooseClientAlias(types, issuers, socket);
    }
}
