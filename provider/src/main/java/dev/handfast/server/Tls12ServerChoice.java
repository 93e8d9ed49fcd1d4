package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.crypto.DheGroup;
import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.Credentials;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.Removed;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a TLS 1.2 server settles from a ClientHello: a suite, the certificate whose key it needs, and the group of its key
 * exchange (RFC 5246 §7.4.1.3, RFC 8422 §4, RFC 7919 §4). Asks the key manager: deferred work.
 *
 * @param exchange with what the key exchange computes
 */
record Tls12ServerChoice(CipherSuite suite, Identity identity, Exchange exchange) {
    private static final Set<String> ECDSA_KEYS = new TreeSet<>(Set.of("EC", "EdDSA"));
    private static final Set<String> RSA_KEYS = new TreeSet<>(Set.of("RSA", "RSASSA-PSS"));
    private static final Set<String> RSA_ENCRYPTION_KEYS = Set.of("RSA");

    /**
     * A curve, a finite field, or with RSA key transport neither.
     *
     * @param group the curve or the field by its name; empty for a field without one, too
     */
    record Exchange(Optional<NamedGroup> group, Optional<DheGroup> field) {
        static final Exchange NONE = new Exchange(Optional.empty(), Optional.empty());

        static Exchange curve(NamedGroup group) {
            return new Exchange(Optional.of(group), Optional.empty());
        }

        static Exchange field(DheGroup field) {
            return new Exchange(field.group(), Optional.of(field));
        }
    }

    /** Empty with RSA key transport, and for a field without a name. */
    Optional<NamedGroup> group() {
        return exchange.group();
    }

    static Tls12ServerChoice of(Settings settings, ClientHello hello, Negotiated soFar) throws TlsFault {
        List<CipherSuite> common = SuiteOrder.of(settings, hello.cipherSuites(), ProtocolVersion.TLS_1_2);
        if (common.isEmpty()) {
            throw SuiteOrder.nothingInCommon(settings, hello.cipherSuites(), ProtocolVersion.TLS_1_2);
        }
        var search = new Search(settings, hello, soFar, new HashMap<>());
        for (CipherSuite suite : common) {
            Optional<Tls12ServerChoice> found = search.with(suite);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw search.nothingServes(common);
    }

    /** What one suite lacks. */
    private record Lack(FailureKind kind, String what) {}

    /** @param identities what the key manager said already, by the keys that it was asked for */
    private record Search(
            Settings settings, ClientHello hello, Negotiated soFar, Map<Set<String>, Optional<Identity>> identities) {

        Optional<Tls12ServerChoice> with(CipherSuite suite) throws TlsFault {
            Optional<Exchange> exchange = exchange(suite.keyExchange());
            return exchange.isEmpty()
                    ? Optional.empty()
                    : identity(suite, exchange.get().group())
                            .map(identity -> new Tls12ServerChoice(suite, identity, exchange.get()));
        }

        private TlsFault nothingServes(List<CipherSuite> common) {
            var lacking = new LinkedHashMap<String, String>();
            Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
            for (CipherSuite suite : common) {
                Lack lack = lack(suite);
                lacking.put(suite.name(), lack.what());
                kinds.add(lack.kind());
            }
            FailureKind kind = kinds.size() == 1 ? kinds.iterator().next() : FailureKind.NO_COMMON_CIPHER_SUITE;
            return new TlsFault(
                    Alert.HANDSHAKE_FAILURE,
                    facts(kind, common).removed(lacking),
                    "no cipher suites in common that our certificates and named groups serve, of " + common
                            + (kinds.contains(FailureKind.NO_FITTING_CERTIFICATE)
                                    ? "; " + settings.credentials().whyNone()
                                    : ""));
        }

        private Facts facts(FailureKind kind, List<CipherSuite> common) {
            return switch (kind) {
                case NO_COMMON_GROUP -> Facts.of(kind).offers(settings.groups(), theirGroups());
                case NO_COMMON_SIGNATURE_SCHEME -> Facts.of(kind).offers(settings.signatureSchemes(), theirSchemes());
                default -> Facts.of(kind).offers(common, common);
            };
        }

        /** Why {@link #with} found nothing. */
        private Lack lack(CipherSuite suite) {
            if (exchange(suite.keyExchange()).isEmpty()) {
                return new Lack(
                        FailureKind.NO_COMMON_GROUP,
                        "no named group for it in common, the client offers " + Removed.list(theirGroups())
                                + ", enabled on our side are " + settings.groups());
            }
            Set<String> keys = keysFor(suite);
            if (usable(suite).stream().noneMatch(scheme -> keys.contains(scheme.keyAlgorithm()))) {
                return new Lack(
                        FailureKind.NO_COMMON_SIGNATURE_SCHEME,
                        "no signature scheme in common for a key of " + String.join(" or ", keys)
                                + ", the client takes "
                                + Removed.list(theirSchemes()) + ", enabled on our side are "
                                + settings.signatureSchemes());
            }
            Optional<Identity> identity = identities.getOrDefault(keys, Optional.empty());
            if (identity.isEmpty()) {
                return new Lack(
                        FailureKind.NO_FITTING_CERTIFICATE,
                        "no certificate of ours with a key of " + String.join(" or ", keys));
            }
            return new Lack(
                    FailureKind.NO_FITTING_CERTIFICATE,
                    allowsUse(suite, identity.get())
                            ? "the key of our certificate is on a curve that the client does not name"
                            : "the key usage in our certificate does not allow it");
        }

        private List<NamedGroup> theirGroups() {
            return hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElse(List.of());
        }

        private List<SignatureScheme> theirSchemes() {
            return OwnCertificates.known(
                    hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElse(List.of()));
        }

        /** Ours in order; a client that names none of the kind leaves the choice to us. Empty if there is none in common. */
        private Optional<Exchange> exchange(KeyExchangeAlgorithm keyExchange) {
            return switch (keyExchange) {
                case ECDHE_ECDSA, ECDHE_RSA -> curve().map(Exchange::curve);
                case DHE_RSA -> field().map(Exchange::field);
                default -> Optional.of(Exchange.NONE);
            };
        }

        /** RFC 8422 §4. */
        private Optional<NamedGroup> curve() {
            Optional<List<NamedGroup>> theirs = hello.extensions().get(Extension.SUPPORTED_GROUPS_CH);
            return settings.groups().stream()
                    .filter(NamedGroup::isEllipticCurve)
                    .filter(group -> theirs.isEmpty() || theirs.get().contains(group))
                    .findFirst();
        }

        /** RFC 7919 §4. */
        private Optional<DheGroup> field() {
            List<NamedGroup> theirs =
                    hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElse(List.of());
            return theirs.stream().noneMatch(NamedGroup::isFiniteField)
                    ? settings.finiteFields().own()
                    : settings.groups().stream()
                            .filter(NamedGroup::isFiniteField)
                            .filter(theirs::contains)
                            .findFirst()
                            .map(DheGroup::named);
        }

        private static Set<String> keysFor(CipherSuite suite) {
            return switch (suite.keyExchange()) {
                case ECDHE_ECDSA -> ECDSA_KEYS;
                case RSA -> RSA_ENCRYPTION_KEYS;
                default -> RSA_KEYS;
            };
        }

        private Optional<Identity> identity(CipherSuite suite, Optional<NamedGroup> group) throws TlsFault {
            Set<String> keys = keysFor(suite);
            Optional<Identity> known = identities.get(keys);
            if (known == null) {
                known = ask(suite, group, keys);
                identities.put(keys, known);
            }
            return known.filter(identity -> hasKnownCurve(identity) && allowsUse(suite, identity));
        }

        private Optional<Identity> ask(CipherSuite suite, Optional<NamedGroup> group, Set<String> keys)
                throws TlsFault {
            List<SignatureScheme> usable = usable(suite).stream()
                    .filter(scheme -> keys.contains(scheme.keyAlgorithm()))
                    .toList();
            Credentials credentials = settings.credentials();
            Negotiated asked = soFar.with(ProtocolVersion.TLS_1_2, suite, group.orElse(null));
            return usable.isEmpty() ? Optional.empty() : credentials.choose(asked, usable, List.of());
        }

        /** A key that decrypts signs nothing, so then no scheme has to be known to the client. */
        private List<SignatureScheme> usable(CipherSuite suite) {
            if (suite.keyExchange() == KeyExchangeAlgorithm.RSA) {
                return settings.signatureSchemes();
            }
            return OwnCertificates.usable(
                    settings.signatureSchemes(),
                    hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElse(List.of()),
                    ProtocolVersion.TLS_1_2);
        }

        /** RFC 8422 §5.3: the curve of the certificate is one that the client lists. */
        private boolean hasKnownCurve(Identity identity) {
            Optional<NamedGroup> curve =
                    Signatures.curveOf(identity.chain().get(0).getPublicKey());
            Optional<List<NamedGroup>> theirs = hello.extensions().get(Extension.SUPPORTED_GROUPS_CH);
            return curve.isEmpty() || theirs.isEmpty() || theirs.get().contains(curve.get());
        }

        /** RFC 5246 §7.4.2: the key usage of the certificate, if it has one, allows what the key exchange does with the key. */
        private static boolean allowsUse(CipherSuite suite, Identity identity) {
            return suite.keyExchange().isAllowedBy(identity.chain().get(0).getKeyUsage());
        }
    }
}
