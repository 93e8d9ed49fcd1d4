package dev.handfast.explain;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * How a certificate lies on the wire (RFC 5280 §4.1). The parts are told by DER's lengths alone, so that those of one that the JDK
 * refuses are told, too; what they say is the JDK's reading.
 */
final class CertificateLayout {
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;

    /** Those of {@code TBSCertificate} that have no tag of their own. */
    private static final List<String> FIELDS =
            List.of("serialNumber", "signature", "issuer", "validity", "subject", "subjectPublicKeyInfo");

    /** The DER of their object identifiers (RFC 5280 §4.2, RFC 6962 §3.3, RFC 7633 §4). */
    private static final Map<String, String> EXTENSION_NAMES = Map.ofEntries(
            Map.entry("551d0e", "subjectKeyIdentifier"),
            Map.entry("551d0f", "keyUsage"),
            Map.entry("551d11", "subjectAltName"),
            Map.entry("551d13", "basicConstraints"),
            Map.entry("551d1e", "nameConstraints"),
            Map.entry("551d1f", "cRLDistributionPoints"),
            Map.entry("551d20", "certificatePolicies"),
            Map.entry("551d23", "authorityKeyIdentifier"),
            Map.entry("551d25", "extKeyUsage"),
            Map.entry("2b06010505070101", "authorityInfoAccess"),
            Map.entry("2b06010505070118", "TLS Features"),
            Map.entry("2b06010401d679020402", "SignedCertificateTimestampList"));

    private CertificateLayout() {}

    /** A certificate that begins, with its length, at {@code from}. */
    static void read(int from, ByteReader body, Fields fields) {
        byte[] der = body.copy().rest();
        Optional<X509Certificate> certificate = parsed(der);
        String subject = certificate
                .map(known -> known.getSubjectX500Principal().toString())
                .orElse("not a certificate that the JDK can read");
        fields.add(
                "cert_data",
                subject,
                from,
                body,
                inside("Certificate", Layout.sequence(tbs(certificate.map(ShownCertificate::of)), signed())));
    }

    /** A distinguished name for a person. */
    static String nameOf(byte[] der) {
        try {
            return Printable.text(new X500Principal(der).toString());
        } catch (IllegalArgumentException malformed) {
            return "not a name: " + Printable.hex(der);
        }
    }

    /** The certificate, if it is one; DER that others wrote may also make the JDK's parser fail unchecked. */
    static Optional<X509Certificate> parsed(byte[] der) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static Layout tbs(Optional<ShownCertificate> certificate) {
        return (in, fields) -> {
            int from = in.position();
            fields.add("tbsCertificate", "what its issuer signed", from, content(in), (tbs, parts) -> {
                int next = 0;
                while (!tbs.isEmpty()) {
                    int at = tbs.position();
                    int tag = tbs.copy().uint8();
                    ByteReader value = content(tbs);
                    if (tag == EXTENSIONS) {
                        parts.add("extensions", at, value, inside("Extensions", extensions(certificate)));
                    } else {
                        String name = tag == VERSION ? "version" : next < FIELDS.size() ? FIELDS.get(next++) : "other";
                        String text =
                                certificate.map(known -> valueOf(name, known)).orElse("");
                        String hex = Printable.hex(value.rest());
                        parts.add(name, text.isEmpty() ? hex : text, at, value);
                    }
                }
            });
        };
    }

    private static Layout signed() {
        return (in, fields) -> {
            for (String name : List.of("signatureAlgorithm", "signatureValue")) {
                int from = in.position();
                ByteReader value = content(in);
                fields.add(name, Printable.hex(value.rest()), from, value);
            }
        };
    }

    private static Layout extensions(Optional<ShownCertificate> certificate) {
        return (in, fields) -> {
            while (!in.isEmpty() && !fields.isFull()) {
                int from = in.position();
                ByteReader extension = content(in);
                String oid = HexFormat.of().formatHex(content(extension).rest());
                String name = EXTENSION_NAMES.getOrDefault(oid, "extension " + oid);
                String text = name.equals("subjectAltName")
                        ? certificate
                                .map(ShownCertificate::names)
                                .map(names -> String.join(", ", names))
                                .orElse("")
                        : "";
                String hex = Printable.hex(extension.rest());
                fields.add(name, text.isEmpty() ? hex : text, from, extension);
            }
        };
    }

    private static String valueOf(String field, ShownCertificate certificate) {
        return switch (field) {
            case "version" -> "v3";
            case "serialNumber" -> certificate.serial();
            case "signature" -> certificate.signature();
            case "issuer" -> certificate.issuer();
            case "validity" -> certificate.notBefore() + " to " + certificate.notAfter();
            case "subject" -> certificate.subject();
            case "subjectPublicKeyInfo" -> certificate.key();
            default -> "";
        };
    }

    /** Goes into the one value that is there. */
    private static Layout inside(String what, Layout layout) {
        return (in, fields) -> {
            ByteReader value = content(in);
            layout.read(value, fields);
            value.end(what);
        };
    }

    /** The content of one value of DER, whose length takes up to four bytes. */
    private static ByteReader content(ByteReader in) throws TlsFault {
        in.uint8();
        int first = in.copy().uint8();
        if (first < 0x80) {
            return in.vector(0, 0x7F);
        }
        in.uint8();
        return switch (first) {
            case 0x81 -> in.vector(0, 0xFF);
            case 0x82 -> in.vector(0, 0xFFFF);
            case 0x83 -> in.vector(0, 0xFFFFFF);
            default -> throw new TlsFault(Alert.DECODE_ERROR, "a length of DER is malformed");
        };
    }
}
