package dev.handfast.tool.scan;

import dev.handfast.tool.scan.VersionFindings.Protections;
import dev.handfast.tool.scan.VersionFindings.Resumption;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.CipherSuite.MacAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A scan as a table: sections, and in each of them rows of a name and what was found. */
public final class ScanTable {
    private static final int SHORT_FIELD = 2048;

    private ScanTable() {}

    /** How a row is to be taken. */
    public enum Mark {
        GOOD,
        WEAK,
        BAD,
        PLAIN
    }

    /** One line. */
    public record Row(String name, String value, Mark mark) {}

    /** Some lines under a title. */
    public record Section(String title, List<Row> rows) {}

    /** In the order in which they are printed. */
    public static List<Section> of(ScanResult result) {
        var sections = new ArrayList<Section>();
        sections.add(new Section("Protocols", protocols(result)));
        for (VersionFindings found : result.versions()) {
            sections.add(new Section(found.version() + ", cipher suites (" + found.preference() + ")", suites(found)));
            sections.add(new Section(found.version() + ", the rest", version(found)));
        }
        for (ChainFindings chain : result.chains()) {
            sections.add(new Section("Certificate", chain(chain, result)));
        }
        return List.copyOf(sections);
    }

    private static List<Row> protocols(ScanResult result) {
        var rows = new ArrayList<Row>();
        for (ProtocolVersion version : ServerScan.VERSIONS) {
            boolean newest = version.equals(ProtocolVersion.TLS_1_3);
            rows.add(
                    result.of(version).isPresent()
                            ? new Row(version.toString(), "yes", Mark.GOOD)
                            : new Row(
                                    version.toString(),
                                    "no: " + result.refusals().getOrDefault(version, "it is refused"),
                                    newest ? Mark.WEAK : Mark.PLAIN));
        }
        rows.add(new Row("TLSv1.1, TLSv1, SSLv3", "not tested: Handfast does not speak them", Mark.PLAIN));
        return rows;
    }

    private static List<Row> suites(VersionFindings found) {
        var rows = new ArrayList<Row>();
        for (CipherSuite suite : found.suites()) {
            rows.add(new Row(
                    suite.name(),
                    weakness(suite).orElse("good"),
                    weakness(suite).isPresent() ? Mark.WEAK : Mark.GOOD));
        }
        if (found.version().equals(ProtocolVersion.TLS_1_2)) {
            rows.add(new Row(
                    "those of 3DES, RC4, CCM and others", "not tested: Handfast does not have them", Mark.PLAIN));
        }
        return rows;
    }

    private static Optional<String> weakness(CipherSuite suite) {
        var reasons = new ArrayList<String>();
        if (suite.keyExchange() == KeyExchangeAlgorithm.RSA) {
            reasons.add("no forward secrecy");
        }
        if (!suite.bulk().isAead()) {
            reasons.add("CBC mode");
        }
        if (suite.mac() == MacAlgorithm.HMAC_SHA1) {
            reasons.add("HMAC-SHA1");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of("weak: " + String.join(", ", reasons));
    }

    private static List<Row> version(VersionFindings found) {
        var rows = new ArrayList<Row>();
        boolean tls12 = found.version().equals(ProtocolVersion.TLS_1_2);
        rows.add(new Row("groups", list(found.groups()), Mark.PLAIN));
        if (!tls12) {
            rows.add(yesOrNo(
                    "hybrid (post-quantum)", !Collections.disjoint(found.groups(), NamedGroup.HYBRIDS), Mark.WEAK));
        }
        rows.add(new Row("signature schemes", list(found.schemes()), Mark.PLAIN));
        rows.add(resumption(found));
        rows.add(yesOrNo("stapled OCSP response", found.stapled(), Mark.PLAIN));
        rows.add(new Row("protocols above (ALPN)", list(found.applications()), Mark.PLAIN));
        if (tls12) {
            Protections protections = found.protections();
            rows.add(yesOrNo("extended master secret", protections.extendedMasterSecret(), Mark.WEAK));
            rows.add(yesOrNo("secure renegotiation", protections.secureRenegotiation(), Mark.BAD));
            if (found.suites().stream().anyMatch(suite -> !suite.bulk().isAead())) {
                rows.add(yesOrNo("encrypt-then-MAC", protections.encryptThenMac(), Mark.WEAK));
            }
            if (protections.fieldBits() > 0) {
                rows.add(new Row(
                        "DHE",
                        "a prime of " + protections.fieldBits() + " bits",
                        protections.fieldBits() < SHORT_FIELD ? Mark.BAD : Mark.GOOD));
            }
        }
        return rows;
    }

    private static Row resumption(VersionFindings found) {
        Resumption resumption = found.resumption();
        var ways = new ArrayList<String>();
        if (resumption.byTicket()) {
            ways.add("by ticket");
        }
        if (resumption.byId()) {
            ways.add("by id");
        }
        String none = resumption.offered() ? "offered, but no session came back" : "none";
        return new Row(
                "resumption", ways.isEmpty() ? none : String.join(", ", ways), ways.isEmpty() ? Mark.WEAK : Mark.GOOD);
    }

    private static List<Row> chain(ChainFindings chain, ScanResult result) {
        var rows = new ArrayList<Row>();
        rows.add(new Row("subject", chain.leaf().getSubjectX500Principal().toString(), Mark.PLAIN));
        rows.add(new Row("issuer", chain.leaf().getIssuerX500Principal().toString(), Mark.PLAIN));
        rows.add(new Row(
                "names",
                list(chain.names())
                        + (chain.namesHost() ? "" : "; " + result.target().host() + " is none of them"),
                chain.namesHost() ? Mark.GOOD : Mark.BAD));
        rows.add(new Row("key", chain.key(), chain.hasShortKey() ? Mark.BAD : Mark.PLAIN));
        rows.add(
                new Row("signed with", chain.leaf().getSigAlgName(), chain.hasWeakSignature() ? Mark.BAD : Mark.PLAIN));
        rows.add(validity(chain));
        rows.add(new Row("certificates sent", Integer.toString(chain.chain().size()), Mark.PLAIN));
        rows.add(new Row(
                "trusted here",
                chain.distrust().isPresent() ? "no, see below" : "yes",
                chain.distrust().isPresent() ? Mark.BAD : Mark.GOOD));
        return rows;
    }

    private static Row validity(ChainFindings chain) {
        String span = chain.leaf().getNotBefore().toInstant() + " to "
                + chain.leaf().getNotAfter().toInstant();
        if (chain.isExpired()) {
            return new Row("valid", span + ": expired", Mark.BAD);
        } else if (chain.isNotYetValid()) {
            return new Row("valid", span + ": not yet", Mark.BAD);
        }
        return new Row(
                "valid",
                span + ", " + chain.daysLeft() + " more days",
                chain.daysLeft() < Advisor.SOON_DAYS ? Mark.WEAK : Mark.GOOD);
    }

    /** @param otherwise how to take a no */
    private static Row yesOrNo(String name, boolean yes, Mark otherwise) {
        return new Row(name, yes ? "yes" : "no", yes ? Mark.GOOD : otherwise);
    }

    private static String list(List<?> items) {
        return items.isEmpty() ? "none" : items.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
