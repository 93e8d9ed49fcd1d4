package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.ClientHello;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.KeyUpdate;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.SignatureScheme;
import java.util.stream.Collectors;

/** What a handshake message says, in words for a listener. Public values only: no secret, no ticket, no signature bytes. */
final class MessageSummary {
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
            return "let us use " + CipherSuite.nameOf(hello.cipherSuite())
                    + hello.extensions()
                            .get(Extension.KEY_SHARE_SH)
                            .map(share -> ", and here is my key share of " + share.group())
                            .orElse("");
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
        } else if (message instanceof CertificateRequest13) {
            return "show me a certificate, too";
        } else if (message instanceof Certificate13 certificate) {
            return "a chain of " + certificate.certificateList().size() + " certificates";
        } else if (message instanceof CertificateVerify verify) {
            return "my signature over all that we said, by "
                    + SignatureScheme.of(verify.scheme())
                            .map(SignatureScheme::toString)
                            .orElse("an unknown scheme");
        } else if (message instanceof NewSessionTicket13 ticket) {
            return "a ticket for next time, good for " + ticket.lifetime() + " s";
        } else if (message instanceof KeyUpdate update) {
            return update.requested() ? "I change my keys; change yours" : "I change my keys";
        }
        return "a MAC over all that we said";
    }

    private static String ofHello(ClientHello hello) {
        String suites = hello.cipherSuites().stream().map(CipherSuite::nameOf).collect(Collectors.joining(", "));
        String shares = hello.extensions().get(Extension.KEY_SHARE_CH).stream()
                .flatMap(entries -> entries.stream().map(KeyShareEntry::group))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        String name = hello.extensions()
                .get(Extension.SERVER_NAME_CH)
                .map(names -> "I look for " + new String(names.get(0).name(), US_ASCII) + "; ")
                .orElse("");
        return name + "I know " + suites + "; here is my key share of " + shares;
    }
}
