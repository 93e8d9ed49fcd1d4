package dev.handfast.client;

import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Whether the key in a TLS 1.2 server's certificate is one for the suite that it chose (RFC 5246 §7.4.2, RFC 8422 §5.3). */
final class ServerKeyCheck {
    private ServerKeyCheck() {}

    /** {@code unsupported_certificate} if it is not. */
    static void check(Settings settings, CipherSuite suite, X509Certificate leaf) throws TlsFault {
        PublicKey key = leaf.getPublicKey();
        if (!isOfRightKind(suite, key.getAlgorithm())) {
            throw unsupported("the server's certificate has a key of " + key.getAlgorithm() + ", which " + suite
                    + " has no use for");
        }
        Optional<NamedGroup> curve = Signatures.curveOf(key);
        if (key.getAlgorithm().equals("EC")
                && curve.filter(settings.groups()::contains).isEmpty()) {
            throw unsupported("the key in the server's certificate is on the curve "
                    + curve.map(NamedGroup::toString).orElse("of its own") + ", which we did not offer");
        }
        if (!suite.keyExchange().isAllowedBy(leaf.getKeyUsage())) {
            throw unsupported("the key usage in the server's certificate forbids what " + suite + " does with its key: "
                    + (suite.keyExchange() == KeyExchangeAlgorithm.RSA ? "keyEncipherment" : "digitalSignature"));
        }
    }

    private static boolean isOfRightKind(CipherSuite suite, String algorithm) {
        return switch (suite.keyExchange()) {
            case ECDHE_ECDSA -> algorithm.equals("EC") || algorithm.equals("EdDSA") || algorithm.startsWith("Ed");
            case RSA -> algorithm.equals("RSA");
            default -> algorithm.equals("RSA") || algorithm.equals("RSASSA-PSS");
        };
    }

    private static TlsFault unsupported(String sentence) {
        return new TlsFault(Alert.UNSUPPORTED_CERTIFICATE, sentence);
    }
}
