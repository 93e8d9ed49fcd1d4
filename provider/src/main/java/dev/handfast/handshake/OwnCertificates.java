package dev.handfast.handshake;

import dev.handfast.crypto.Signatures;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateEntry;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.wire.Alert;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our side of RFC 9846 §4.5: the Certificate and CertificateVerify that we send. */
public final class OwnCertificates {
    private OwnCertificates() {}

    /** Those of our schemes that the peer lists, too, in our order (RFC 9846 §4.3.3). */
    public static List<SignatureScheme> usable(List<SignatureScheme> ours, List<Integer> theirs) {
        return ours.stream().filter(scheme -> theirs.contains(scheme.code())).toList();
    }

    /** The numbers that the peer lists, as far as we know them, in its order. */
    public static List<SignatureScheme> known(List<Integer> theirs) {
        return theirs.stream()
                .map(SignatureScheme::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The Certificate message; {@code chain} is empty for a client that has none to show. */
    public static Certificate13 message(byte[] context, List<X509Certificate> chain) throws TlsFault {
        var entries = new ArrayList<CertificateEntry>();
        for (X509Certificate certificate : chain) {
            try {
                entries.add(new CertificateEntry(
                        certificate.getEncoded(),
                        Extensions.builder(Place.CERTIFICATE_ENTRY).build()));
            } catch (CertificateEncodingException unencodable) {
                throw new TlsFault(
                        Alert.INTERNAL_ERROR,
                        "our certificate cannot be encoded: " + unencodable.getMessage(),
                        unencodable);
            }
        }
        return new Certificate13(context, entries);
    }

    /** Signs {@code content} with our key. Slow: deferred work. */
    public static CertificateVerify verify(Settings settings, Identity identity, byte[] content) throws TlsFault {
        try {
            return new CertificateVerify(
                    identity.scheme().code(),
                    Signatures.sign(identity.scheme(), identity.key(), content, settings.random()));
        } catch (GeneralSecurityException unusable) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    "the key of our certificate cannot sign with " + identity.scheme() + ": " + unusable.getMessage(),
                    unusable);
        }
    }
}
