package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.message.Certificate12;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.CertificateStatusMessage;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.ClientHello;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Finished;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.HelloRequest;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.KeyUpdate;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.message.ServerHello;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;

/** What a handshake message says, in words for a listener. Public values only: no secret, no ticket, no signature bytes. */
final class MessageSummary {
    private static final int MOST_NAMES = 4;

    private MessageSummary() {}

    /** The standard's name; a HelloRetryRequest shares its type with ServerHello. */
    static String nameOf(HandshakeMessage message) {
        return message instanceof HelloRetryRequest
                ? "HelloRetryRequest"
                : message.type().toString();
    }

    static String of(HandshakeMessage message) {
        if (message instanceof ClientHello hello) {
            return ofHello(hello);
        } else if (message instanceof ServerHello hello) {
            return ofAnswer(hello);
        } else if (message instanceof HelloRetryRequest request) {
            return "say hello again"
                    + request.extensions()
                            .get(Extension.KEY_SHARE_HRR)
                            .map(group -> ", with a key share of " + group)
                            .orElse("");
        } else if (message instanceof EncryptedExtensions answer) {
            return answer.extensions()
                    .get(Extension.ALPN_EE)
                    .map(protocol -> "we speak " + protocol + " inside")
                    .orElse("nothing to add");
        } else if (message instanceof CertificateRequest13 || message instanceof CertificateRequest12) {
            return "show me a certificate, too";
        } else if (message instanceof Certificate13 certificate) {
            return chain(certificate.certificateList().size());
        } else if (message instanceof CertificateVerify verify) {
            return "my signature over all that we said, by "
                    + SignatureScheme.of(verify.scheme())
                            .map(SignatureScheme::toString)
                            .orElse("an unknown scheme");
        } else if (message instanceof NewSessionTicket13 ticket) {
            return ticket(ticket.lifetime());
        } else if (message instanceof KeyUpdate update) {
            return update.requested() ? "I change my keys; change yours" : "I change my keys";
        } else if (message instanceof Finished) {
            return "a MAC over all that we said";
        }
        return ofTls12(message);
    }

    /** What TLS 1.2 alone has. The cipher suite, which is not known here, says what the key exchange is. */
    private static String ofTls12(HandshakeMessage message) {
        if (message instanceof HelloRequest) {
            return "say hello again, we begin anew";
        } else if (message instanceof Certificate12 certificate) {
            return chain(certificate.certificateList().size());
        } else if (message instanceof CertificateStatusMessage) {
            return "and here is what its issuer says of my certificate today";
        } else if (message instanceof ServerKeyExchange) {
            return "here is my share for the key exchange, signed with my certificate's key";
        } else if (message instanceof ServerHelloDone) {
            return "that is all from me; your turn";
        } else if (message instanceof ClientKeyExchange) {
            return "my part of the key exchange";
        } else if (message instanceof NewSessionTicket12 ticket) {
            return ticket.lifetimeHint() == 0 // unspecified (RFC 5077 §3.3)
                    ? "a ticket for next time"
                    : ticket(ticket.lifetimeHint());
        }
        return "nothing to add";
    }

    private static String chain(int length) {
        return switch (length) {
            case 0 -> "I have no certificate to show";
            case 1 -> "my certificate";
            default -> "a chain of " + length + " certificates";
        };
    }

    private static String ticket(long lifetime) {
        return "a ticket for next time, good for " + lifetime + " s";
    }

    private static String ofHello(ClientHello hello) {
        Extensions extensions = hello.extensions();
        var clauses = new ArrayList<String>();
        extensions
                .get(Extension.SERVER_NAME_CH)
                .ifPresent(names ->
                        clauses.add("I look for " + new String(names.get(0).name(), US_ASCII)));
        extensions
                .get(Extension.SUPPORTED_VERSIONS_CH)
                .ifPresent(versions -> clauses.add("I speak "
                        + some(versions.stream().map(Object::toString).toList())));
        clauses.add("I know "
                + some(hello.cipherSuites().stream().map(CipherSuite::nameOf).toList()));
        extensions
                .get(Extension.KEY_SHARE_CH)
                .filter(shares -> !shares.isEmpty())
                .ifPresent(shares -> clauses.add("here is my key share of "
                        + some(shares.stream()
                                .map(share -> share.group().toString())
                                .toList())));
        extensions
                .get(Extension.PRE_SHARED_KEY_CH)
                .ifPresent(offer -> clauses.add("we have a key in common already, here is its name"));
        if (extensions.has(Extension.EARLY_DATA_CH)) {
            clauses.add("my first data follows at once");
        }
        extensions
                .get(Extension.ALPN_CH)
                .ifPresent(protocols -> clauses.add("inside I would speak " + some(protocols)));
        return String.join("; ", clauses);
    }

    /** A browser knows dozens. */
    private static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String ofAnswer(ServerHello hello) {
        String share = hello.extensions()
                .get(Extension.KEY_SHARE_SH)
                .map(entry -> ", and here is my key share of " + entry.group())
                .orElse("");
        String protocol = hello.extensions() // of TLS 1.2; TLS 1.3 says it in EncryptedExtensions
                .get(Extension.ALPN_SH12)
                .map(name -> ", and speak " + name + " inside")
                .orElse("");
        String key = hello.extensions()
                .get(Extension.PRE_SHARED_KEY_SH)
                .map(index -> ", and I take the key that you name")
                .orElse("");
        return "let us use " + CipherSuite.nameOf(hello.cipherSuite()) + share + key + protocol;
    }
}
