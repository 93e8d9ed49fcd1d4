package dev.handfast.handshake;

import dev.handfast.crypto.Signatures;
import dev.handfast.message.Certificate12;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateEntry;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Our side of RFC 9846 §4.5 and RFC 5246 §7.4.2, §7.4.8: the Certificate and CertificateVerify that we send. */
public final class OwnCertificates {
    private OwnCertificates() {}

    /** Those of our schemes for handshakes of {@code version} that the peer lists, too, in our order (RFC 9846 §4.3.3). */
    public static List<SignatureScheme> usable(
            List<SignatureScheme> ours, List<Integer> theirs, ProtocolVersion version) {
        var usable = new ArrayList<SignatureScheme>();
        for (SignatureScheme scheme : ours) {
            if (theirs.contains(scheme.code()) && scheme.signs(version)) {
                usable.add(scheme);
            }
        }
        return List.copyOf(usable);
    }

    /** The numbers that the peer lists, as far as we know them, in its order. */
    public static List<SignatureScheme> known(List<Integer> theirs) {
        var known = new ArrayList<SignatureScheme>();
        for (int code : theirs) {
            Optional<SignatureScheme> scheme = SignatureScheme.of(code);
            if (scheme.isPresent()) {
                known.add(scheme.get());
            }
        }
        return List.copyOf(known);
    }

    /** What a peer asks for, in words. */
    public static String wanted(List<X500Principal> authorities, List<Integer> schemes) {
        return (authorities.isEmpty()
                        ? "one of any authority"
                        : "one of "
                                + Removed.list(authorities.stream()
                                        .map(authority -> "\"" + authority + "\"")
                                        .toList()))
                + " with a key for " + Removed.list(known(schemes));
    }

    /** The Certificate message; {@code chain} is empty for a client that has none to show. */
    public static Certificate13 message(byte[] context, List<X509Certificate> chain) throws TlsFault {
        var entries = new ArrayList<CertificateEntry>();
        for (X509Certificate certificate : chain) {
            entries.add(new CertificateEntry(der(certificate), Extensions.none(Place.CERTIFICATE_ENTRY)));
        }
        return new Certificate13(context, entries);
    }

    /** The same for TLS 1.2. */
    public static Certificate12 message12(List<X509Certificate> chain) throws TlsFault {
        var certificates = new ArrayList<byte[]>();
        for (X509Certificate certificate : chain) {
            certificates.add(der(certificate));
        }
        return new Certificate12(certificates);
    }

    /** The CertificateVerify that proves our key by a signature of {@code content}. Slow: deferred work. */
    public static CertificateVerify verify(Settings settings, Identity identity, byte[] content) throws TlsFault {
        return new CertificateVerify(identity.scheme().code(), sign(settings, identity, content));
    }

    /** Signs {@code content} with our key. Slow: deferred work. */
    public static byte[] sign(Settings settings, Identity identity, byte[] content) throws TlsFault {
        try {
            return Signatures.sign(identity.scheme(), identity.key(), content, settings.random());
        } catch (GeneralSecurityException unusable) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    "the key of our certificate cannot sign with " + identity.scheme() + ": " + unusable.getMessage(),
                    unusable);
        }
    }

    private static byte[] der(X509Certificate certificate) throws TlsFault {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException unencodable) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    "our certificate cannot be encoded: " + unencodable.getMessage(),
                    unencodable);
        }
    }
}
