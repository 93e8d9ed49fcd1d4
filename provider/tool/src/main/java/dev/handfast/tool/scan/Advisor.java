package dev.handfast.tool.scan;

import dev.handfast.tool.scan.Advice.Grade;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.CipherSuite.MacAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says what could be better on a server. Each sentence is decided by something that was found. */
final class Advisor {
    /** A renewal that is automatic has happened by then. */
    static final int SOON_DAYS = 21;

    private static final int SHORT_FIELD = 2048;

    private final ScanResult result;
    private final List<Advice> advice = new ArrayList<>();

    private Advisor(ScanResult result) {
        this.result = result;
    }

    /** The gravest first. */
    static List<Advice> of(ScanResult result) {
        var advisor = new Advisor(result);
        result.chains().forEach(advisor::onChain);
        advisor.onVersions();
        result.of(ProtocolVersion.TLS_1_2).ifPresent(advisor::onTls12);
        result.versions().forEach(advisor::onVersion);
        return advisor.advice.stream()
                .sorted(Comparator.comparing(Advice::grade))
                .toList();
    }

    private void onChain(ChainFindings chain) {
        String whose = "the certificate of " + chain.leaf().getSubjectX500Principal() + " ";
        if (chain.isExpired()) {
            fault(
                    whose + "expired on " + chain.leaf().getNotAfter().toInstant(),
                    "renew it, and let that be automatic");
        } else if (chain.isNotYetValid()) {
            fault(whose + "is not valid before " + chain.leaf().getNotBefore().toInstant(), "look at the clocks");
        } else if (chain.daysLeft() < SOON_DAYS) {
            improve(whose + "is good for " + chain.daysLeft() + " more days", "renew it, and let that be automatic");
        }
        if (!chain.namesHost()) {
            fault(
                    whose + "is not for " + result.target().host() + " but for " + chain.names(),
                    "get one that has this name among its alternative names, or ask for the server by one of its names");
        }
        if (chain.distrust().isPresent() && !chain.isExpired() && !chain.isNotYetValid()) {
            fault(
                    whose + "is not trusted here: " + chain.distrust().get(),
                    chain.isSelfSigned()
                            ? "it vouches for itself: get one of an authority that the clients trust"
                            : "send the intermediate certificates with it, or let the clients trust its authority"
                                    + " (javax.net.ssl.trustStore)");
        }
        if (chain.hasShortKey()) {
            fault(whose + "or one that vouches for it has an RSA key of less than 2048 bits", "get a longer key");
        }
        if (chain.hasWeakSignature()) {
            fault(
                    whose + "or one that vouches for it is signed over SHA-1 or MD5",
                    "get one that is signed over SHA-256");
        }
        boolean stapled = result.versions().stream().anyMatch(VersionFindings::stapled);
        if (chain.demandsStapling() && !stapled) {
            fault(whose + "promises a stapled OCSP response (RFC 7633), and none came", "turn OCSP stapling on");
        } else if (chain.hasResponder() && !stapled) {
            improve(
                    whose + "names an OCSP responder, and the server staples no response of it",
                    "turn OCSP stapling on: clients need not ask the authority, which would see who comes");
        }
    }

    private void onVersions() {
        if (result.of(ProtocolVersion.TLS_1_3).isEmpty()) {
            improve("no TLS 1.3", "turn it on: one round trip less, and nothing weak left in it");
        }
        Optional<VersionFindings> tls13 = result.of(ProtocolVersion.TLS_1_3);
        if (tls13.isPresent() && Collections.disjoint(tls13.get().groups(), NamedGroup.HYBRIDS)) {
            improve(
                    "no hybrid key exchange",
                    "turn " + NamedGroup.X25519_MLKEM768
                            + " on: what is recorded today stays secret when there are quantum computers");
        }
    }

    private void onTls12(VersionFindings found) {
        weak(
                found,
                suite -> suite.keyExchange() == KeyExchangeAlgorithm.RSA,
                "without forward secrecy: who gets the server's key reads all that was ever recorded",
                "turn RSA key transport off");
        weak(
                found,
                suite -> !suite.bulk().isAead(),
                found.protections().encryptThenMac()
                        ? "in CBC mode, kept safe by encrypt-then-MAC (RFC 7366) where the client has it, too"
                        : "in CBC mode without encrypt-then-MAC, which attacks of the Lucky 13 kind are on",
                "leave AES-GCM and ChaCha20-Poly1305 alone");
        weak(found, suite -> suite.mac() == MacAlgorithm.HMAC_SHA1, "of HMAC-SHA1", "turn them off");
        int bits = found.protections().fieldBits();
        if (bits > 0 && bits < SHORT_FIELD) {
            fault("DHE over a prime of " + bits + " bits", "use ECDHE alone, or a prime of 2048 bits, as ffdhe2048");
        }
        if (!found.protections().extendedMasterSecret()) {
            improve(
                    "no extended master secret in TLS 1.2 (RFC 7627)",
                    "update the server's TLS: sessions can be mixed up otherwise (triple handshake)");
        }
        if (!found.protections().secureRenegotiation()) {
            fault(
                    "no secure renegotiation in TLS 1.2 (RFC 5746)",
                    "update the server's TLS, or turn renegotiation off");
        }
    }

    private void weak(VersionFindings found, Predicate<CipherSuite> weak, String what, String remedy) {
        List<CipherSuite> suites = found.suites().stream().filter(weak).toList();
        if (!suites.isEmpty()) {
            String others = suites.size() == 1 ? "" : " and " + (suites.size() - 1) + " more";
            improve("cipher suites " + what + " (" + suites.get(0) + others + ")", remedy);
        }
    }

    private void onVersion(VersionFindings found) {
        boolean mixed = found.suites().stream().anyMatch(suite -> !suite.bulk().isAead())
                && found.suites().stream().anyMatch(suite -> suite.bulk().isAead());
        if (mixed && found.preference() == VersionFindings.Preference.CLIENT) {
            improve(
                    "in " + found.version() + " the client's order decides, and weaker suites are on",
                    "let the server's order decide, the best first");
        }
        if (!found.resumption().works()) {
            improve(
                    "no session of " + found.version() + " comes back"
                            + (found.resumption().offered() ? ", though the server offers it" : ""),
                    found.resumption().offered()
                            ? "where several servers share a name, let them share their ticket keys"
                            : "turn session tickets on: visitors that come again save time and the server's key work");
        }
    }

    private void fault(String finding, String remedy) {
        advice.add(new Advice(Grade.FAULT, finding, remedy));
    }

    private void improve(String finding, String remedy) {
        advice.add(new Advice(Grade.IMPROVEMENT, finding, remedy));
    }
}
