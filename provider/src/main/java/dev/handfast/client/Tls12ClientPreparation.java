package dev.handfast.client;

import dev.handfast.crypto.Answer;
import dev.handfast.crypto.DheGroup;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.RsaTransport;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.PeerCertificates;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.DheParameters;
import dev.handfast.message.EcdheParameters;
import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/**
 * The slow part of answering the server's flight: its certificate, its key exchange, and our own certificate.
 *
 * @param message our part of the key exchange
 * @param premaster the secret that it makes (RFC 5246 §8.1)
 * @param identity our certificate, if the server asks for one and we have one that fits
 * @param wanted what it asks for, in words; empty if it does not
 */
record Tls12ClientPreparation(
        PeerAuthenticated server,
        Negotiated negotiated,
        ClientKeyExchange message,
        Secret premaster,
        Optional<Identity> identity,
        String wanted)
        implements Erasable {

    static Tls12ClientPreparation of(Tls12Client client, Negotiated soFar, Tls12ServerMessages said) throws TlsFault {
        Settings settings = client.conversation().settings();
        Negotiated shown = PeerCertificates.read(settings, soFar, said.certificate(), said.status());
        ServerKeyCheck.check(
                settings, client.parameters().suite(), shown.peerChain().get(0));
        var work = new Work(settings, client.parameters(), shown, said);
        return switch (client.parameters().suite().keyExchange()) {
            case RSA -> work.transport();
            case DHE_RSA -> work.dhe();
            case ECDHE_RSA, ECDHE_ECDSA -> work.ecdhe();
            case NEGOTIATED -> throw new IllegalStateException("a suite of TLS 1.3 in a handshake of TLS 1.2");
        };
    }

    @Override
    public void close() {
        premaster.close();
    }

    private record Work(Settings settings, SecurityParameters parameters, Negotiated shown, Tls12ServerMessages said) {

        /** RFC 5246 §7.4.7.1: the article's handshake. */
        Tls12ClientPreparation transport() throws TlsFault {
            PeerAuthenticated server = PeerAuthenticated.byKeyTransport(settings, shown, authType());
            RsaTransport.Encrypted secret = RsaTransport.encrypt(
                    shown.peerChain().get(0).getPublicKey(), ProtocolVersion.TLS_1_2, settings.random());
            return done(server, ClientKeyExchange.ofRsa(secret.ciphertext()), secret.premaster(), null);
        }

        Tls12ClientPreparation dhe() throws TlsFault {
            DheParameters theirs = said.keyExchange().orElseThrow().dhe();
            DheGroup group = DheGroup.checked(theirs.p(), theirs.g());
            Optional<NamedGroup> name = group.group();
            if (name.isPresent()) {
                requireOfferedField(name.get());
            }
            requirePermitted(group);
            PeerAuthenticated server = authenticated(theirs.scheme(), theirs.encodeParameters(), theirs.signature());
            Answer answer = group.answer(theirs.publicValue(), settings.random());
            return done(server, ClientKeyExchange.ofDhe(answer.share()), answer.secret(), name.orElse(null));
        }

        Tls12ClientPreparation ecdhe() throws TlsFault {
            EcdheParameters theirs = said.keyExchange().orElseThrow().ecdhe();
            requireOffered(theirs.group());
            if (!theirs.group().isEllipticCurve()) {
                throw illegal("the server's ServerKeyExchange names " + theirs.group() + " as its elliptic curve");
            }
            PeerAuthenticated server = authenticated(theirs.scheme(), theirs.encodeParameters(), theirs.signature());
            Answer answer = KeyExchange.of(theirs.group()).answer(theirs.point(), settings.random());
            return done(server, ClientKeyExchange.ofEcdhe(answer.share()), answer.secret(), theirs.group());
        }

        private PeerAuthenticated authenticated(int scheme, byte[] signed, byte[] signature) throws TlsFault {
            return PeerAuthenticated.byKeyExchange(
                    settings, shown, authType(), scheme, parameters.signedContent(signed), signature);
        }

        /** JSSE's authType of a TLS 1.2 server is the key exchange. */
        private String authType() {
            return parameters.suite().keyExchange().name();
        }

        private void requireOffered(NamedGroup group) throws TlsFault {
            if (!settings.groups().contains(group)) {
                throw illegal("the server's ServerKeyExchange uses " + group + ", which we did not offer");
            }
        }

        /** RFC 7919 §3; a server that was offered no field at all is free to choose one, be it one that has a name. */
        private void requireOfferedField(NamedGroup field) throws TlsFault {
            if (settings.groups().stream().anyMatch(NamedGroup::isFiniteField)
                    && !settings.groups().contains(field)) {
                throw new TlsFault(
                        Alert.INSUFFICIENT_SECURITY,
                        "the server's ServerKeyExchange uses " + field
                                + ", which is none of the fields that we offered");
            }
        }

        private void requirePermitted(DheGroup field) throws TlsFault {
            if (!settings.finiteFields().permits(field.bits())) {
                throw new TlsFault(
                        Alert.INSUFFICIENT_SECURITY,
                        "the server's Diffie-Hellman prime has " + field.bits()
                                + " bits, which jdk.tls.disabledAlgorithms forbids on our side");
            }
        }

        private Tls12ClientPreparation done(
                PeerAuthenticated server, ClientKeyExchange message, Secret premaster, NamedGroup group)
                throws TlsFault {
            Negotiated agreed = server.negotiated().with(ProtocolVersion.TLS_1_2, parameters.suite(), group);
            if (said.request().isEmpty()) {
                return new Tls12ClientPreparation(server, agreed, message, premaster, Optional.empty(), "");
            }
            CertificateRequest12 request = said.request().get();
            Negotiated asked = agreed.withPeerSchemes(OwnCertificates.known(request.signatureAlgorithms()));
            return new Tls12ClientPreparation(
                    server,
                    asked,
                    message,
                    premaster,
                    identity(request, asked),
                    OwnCertificates.wanted(request.authorities(), request.signatureAlgorithms()));
        }

        /** RFC 5246 §7.4.6, RFC 8422 §5.5: the types name the keys, the algorithms the signatures. */
        private Optional<Identity> identity(CertificateRequest12 request, Negotiated asked) throws TlsFault {
            List<SignatureScheme> usable = OwnCertificates.usable(
                            settings.signatureSchemes(), request.signatureAlgorithms(), ProtocolVersion.TLS_1_2)
                    .stream()
                    .filter(scheme -> request.certificateTypes().contains(typeOf(scheme)))
                    .toList();
            return usable.isEmpty()
                    ? Optional.empty()
                    : settings.credentials().choose(asked, usable, request.authorities());
        }

        private static int typeOf(SignatureScheme scheme) {
            return switch (scheme.keyAlgorithm()) {
                case "EC", "EdDSA" -> CertificateRequest12.ECDSA_SIGN;
                default -> CertificateRequest12.RSA_SIGN;
            };
        }

        private static TlsFault illegal(String sentence) {
            return new TlsFault(Alert.ILLEGAL_PARAMETER, sentence);
        }
    }
}
