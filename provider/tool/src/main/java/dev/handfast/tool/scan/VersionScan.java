package dev.handfast.tool.scan;

import dev.handfast.crypto.Signatures;
import dev.handfast.tool.scan.VersionFindings.Preference;
import dev.handfast.tool.scan.VersionFindings.Protections;
import dev.handfast.tool.scan.VersionFindings.Resumption;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Finds out what a server accepts in one version, one connection after the other: everything is offered, what it takes is taken
 * away, and the rest is offered again, until it refuses. Used once, by one thread.
 */
final class VersionScan {
    private static final List<String> APPLICATIONS = List.of("h2", "http/1.1");

    private final Prober prober;
    private final ProtocolVersion version;
    private final Offer everything;
    private final Map<X509Certificate, List<X509Certificate>> chains = new LinkedHashMap<>();

    VersionScan(Prober prober, ProtocolVersion version) {
        this.prober = prober;
        this.version = version;
        everything = Offer.everything(version);
    }

    /**
     * Looks at all of it.
     *
     * @param withTickets for the connections that resume
     * @param withoutTickets for those that resume by id alone
     * @param refusal gets why the server does not speak this version
     * @return empty if it does not
     */
    Optional<VersionFindings> findings(SSLContext withTickets, SSLContext withoutTickets, Consumer<String> refusal)
            throws IOException, GeneralSecurityException {
        Attempt first = meet(everything, "everything");
        if (!first.answered()) {
            refusal.accept(first.failure().orElse(""));
            return Optional.empty();
        }
        var fields = new ArrayList<Attempt>();
        List<CipherSuite> suites = accepted(
                everything.suites(),
                everything::withSuites,
                attempt -> {
                    fields.add(attempt);
                    return attempt.suite();
                },
                "cipher suites");
        return Optional.of(new VersionFindings(
                version,
                suites,
                preference(suites),
                groups(suites),
                accepted(everything.schemes(), everything::withSchemes, Attempt::signature, "signature schemes"),
                resumption(withTickets, withoutTickets),
                protections(suites, fields),
                first.stapled(),
                accepted(APPLICATIONS, everything::withApplications, Attempt::application, "protocols above TLS"),
                List.copyOf(chains.values())));
    }

    /** What the server takes of {@code all}, in the order in which it does. */
    private <T> List<T> accepted(
            List<T> all, Function<List<T>, Offer> offer, Function<Attempt, Optional<T>> choice, String purpose)
            throws IOException, GeneralSecurityException {
        var accepted = new ArrayList<T>();
        var rest = new ArrayList<>(all);
        while (!rest.isEmpty()) {
            Optional<T> chosen = choice.apply(meet(offer.apply(List.copyOf(rest)), purpose));
            if (chosen.isEmpty() || !rest.remove(chosen.get())) { // it refuses, or does as if it had not been asked
                break;
            }
            accepted.add(chosen.get());
        }
        return List.copyOf(accepted);
    }

    /** The suites of TLS 1.2 that need no curve say nothing about groups. */
    private List<NamedGroup> groups(List<CipherSuite> suites) throws IOException, GeneralSecurityException {
        boolean tls13 = version.equals(ProtocolVersion.TLS_1_3);
        List<CipherSuite> fitting = suites.stream()
                .filter(suite -> tls13 || suite.keyExchange().needsCurve())
                .toList();
        if (fitting.isEmpty()) {
            return List.of();
        }
        List<NamedGroup> all = everything.groups().stream()
                .filter(group -> tls13 || group.isEllipticCurve())
                .toList();
        Offer offer = everything.withSuites(fitting);
        List<NamedGroup> curves = tls13 ? List.of() : certificateCurves();
        return accepted(
                all,
                rest -> offer.withGroups(
                        Stream.concat(rest.stream(), curves.stream()).distinct().toList()),
                Attempt::group,
                "groups");
    }

    /** In TLS 1.2 a server shows no certificate on a curve that the client does not list (RFC 8422 §5.1.1): they stay, at the end. */
    private List<NamedGroup> certificateCurves() {
        return chains.keySet().stream()
                .flatMap(leaf -> Signatures.curveOf(leaf.getPublicKey()).stream())
                .distinct()
                .toList();
    }

    /** Two suites that the server takes, in this order and in the other. */
    private Preference preference(List<CipherSuite> suites) throws IOException, GeneralSecurityException {
        if (suites.size() < 2) {
            return Preference.UNKNOWN;
        }
        CipherSuite one = suites.get(0);
        CipherSuite other = suites.get(suites.size() - 1);
        Optional<CipherSuite> first = meet(everything.withSuites(List.of(one, other)), "whose order decides")
                .suite();
        Optional<CipherSuite> second = meet(everything.withSuites(List.of(other, one)), "whose order decides")
                .suite();
        if (first.isEmpty() || second.isEmpty()) {
            return Preference.UNKNOWN;
        }
        return first.equals(second) ? Preference.SERVER : Preference.CLIENT;
    }

    private Resumption resumption(SSLContext withTickets, SSLContext withoutTickets)
            throws IOException, GeneralSecurityException {
        List<Attempt> byTicket = prober.meetTwice(everything, withTickets, "resumption by ticket");
        boolean gaveTicket = byTicket.get(0).tickets() > 0;
        boolean resumedByTicket = gaveTicket && byTicket.get(1).resumed();
        if (version.equals(ProtocolVersion.TLS_1_3)) {
            return new Resumption(resumedByTicket, false, gaveTicket);
        }
        List<Attempt> byId = prober.meetTwice(everything, withoutTickets, "resumption by id");
        boolean gaveId = byId.get(0)
                .hello()
                .filter(hello -> hello.sessionId().length > 0)
                .isPresent();
        return new Resumption(resumedByTicket, byId.get(1).resumed(), gaveTicket || gaveId);
    }

    private Protections protections(List<CipherSuite> suites, List<Attempt> attempts)
            throws IOException, GeneralSecurityException {
        if (version.equals(ProtocolVersion.TLS_1_3)) {
            return Protections.BUILT_IN;
        }
        Optional<ServerWords.Hello> hello = attempts.get(0).hello();
        List<CipherSuite> cbc =
                suites.stream().filter(suite -> !suite.bulk().isAead()).toList();
        boolean encryptThenMac = !cbc.isEmpty()
                && meet(everything.withSuites(cbc), "encrypt-then-MAC")
                        .hello()
                        .filter(words -> words.has(ServerWords.ENCRYPT_THEN_MAC))
                        .isPresent();
        int fieldBits = attempts.stream()
                .flatMap(attempt -> attempt.keys().stream())
                .mapToInt(ServerWords.KeyExchange::fieldBits)
                .filter(bits -> bits > 0)
                .min()
                .orElse(0);
        return new Protections(
                hello.filter(words -> words.has(ServerWords.EXTENDED_MASTER_SECRET))
                        .isPresent(),
                hello.filter(words -> words.has(ServerWords.RENEGOTIATION_INFO)).isPresent(),
                encryptThenMac,
                fieldBits);
    }

    private Attempt meet(Offer offer, String purpose) throws IOException, GeneralSecurityException {
        Attempt attempt = prober.meet(offer, version + ": " + purpose);
        if (!attempt.chain().isEmpty()) {
            chains.putIfAbsent(attempt.chain().get(0), attempt.chain());
        }
        return attempt;
    }
}
