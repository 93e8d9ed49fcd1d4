package dev.handfast.server;

import dev.handfast.crypto.DheGroup;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Offer;
import dev.handfast.crypto.RsaTransport;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.OwnCertificates;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.DheParameters;
import dev.handfast.message.EcdheParameters;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** A TLS 1.2 key exchange as its server sees it (RFC 5246 §7.4.3, §7.4.7): what it says first, and what it makes of the answer. */
interface Tls12KeyExchange {

    /** Our part, signed with our certificate's key; empty with RSA key transport. */
    Optional<ServerKeyExchange> message();

    /** The premaster secret. Slow: deferred work. */
    Secret premaster(ClientKeyExchange message) throws TlsFault;

    /** Erases our private half. */
    void close();

    /**
     * Makes the private half, and signs the public one. Slow: deferred work.
     *
     * @param clientVersion that of the ClientHello, whatever was negotiated
     */
    static Tls12KeyExchange of(
            Settings settings, Tls12ServerChoice choice, SecurityParameters parameters, ProtocolVersion clientVersion)
            throws TlsFault {
        return switch (choice.suite().keyExchange()) {
            case RSA -> new Transport(settings, choice.identity(), clientVersion);
            case DHE_RSA ->
                Ephemeral.dhe(
                        settings,
                        choice.identity(),
                        parameters,
                        choice.exchange().field().orElseThrow());
            case ECDHE_RSA, ECDHE_ECDSA ->
                Ephemeral.ecdhe(
                        settings, choice.identity(), parameters, choice.group().orElseThrow());
            case NEGOTIATED -> throw new IllegalStateException("a suite of TLS 1.3 in a handshake of TLS 1.2");
        };
    }

    /** RSA key transport (RFC 5246 §7.4.7.1): the client's secret comes under our public key. */
    record Transport(Settings settings, Identity identity, ProtocolVersion clientVersion) implements Tls12KeyExchange {
        @Override
        public Optional<ServerKeyExchange> message() {
            return Optional.empty();
        }

        /** Never says whether the secret was well made: whoever sent a bad one meets the end only at Finished. */
        @Override
        public Secret premaster(ClientKeyExchange message) throws TlsFault {
            return RsaTransport.decrypt(
                    identity.key(),
                    (RSAPublicKey) identity.chain().get(0).getPublicKey(), // this suite is chosen with no other
                    message.rsa(),
                    clientVersion,
                    settings.random());
        }

        @Override
        public void close() {}
    }

    /** DHE and ECDHE: a fresh pair of keys for each handshake, and the public one is signed. */
    record Ephemeral(Offer offer, ServerKeyExchange said, Reading reading) implements Tls12KeyExchange {
        private static final byte[] UNSIGNED = {};

        /** RFC 5246 §7.4.3, RFC 7919. */
        static Ephemeral dhe(Settings settings, Identity identity, SecurityParameters parameters, DheGroup group)
                throws TlsFault {
            Offer offer = group.offer(settings.random());
            var unsigned = new DheParameters(
                    group.p(), group.g(), offer.share(), identity.scheme().code(), UNSIGNED);
            byte[] content = parameters.signedContent(unsigned.encodeParameters());
            byte[] signature = OwnCertificates.sign(settings, identity, content);
            return new Ephemeral(offer, unsigned.signed(signature).toMessage(), ClientKeyExchange::dhe);
        }

        /** RFC 8422 §5.4, §5.7. */
        static Ephemeral ecdhe(Settings settings, Identity identity, SecurityParameters parameters, NamedGroup group)
                throws TlsFault {
            Offer offer = KeyExchange.of(group).offer(settings.random());
            var unsigned =
                    new EcdheParameters(group, offer.share(), identity.scheme().code(), UNSIGNED);
            byte[] content = parameters.signedContent(unsigned.encodeParameters());
            byte[] signature = OwnCertificates.sign(settings, identity, content);
            return new Ephemeral(offer, unsigned.signed(signature).toMessage(), ClientKeyExchange::ecdhe);
        }

        @Override
        public Optional<ServerKeyExchange> message() {
            return Optional.of(said);
        }

        @Override
        public Secret premaster(ClientKeyExchange message) throws TlsFault {
            return offer.agree(reading.of(message));
        }

        @Override
        public void close() {
            offer.close();
        }
    }

    /** Takes the client's public value out of its message. */
    @FunctionalInterface
    interface Reading {
        byte[] of(ClientKeyExchange message) throws TlsFault;
    }
}
