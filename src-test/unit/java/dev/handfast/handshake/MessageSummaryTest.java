package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.message.Certificate12;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.CertificateStatus;
import dev.handfast.message.CertificateStatusMessage;
import dev.handfast.message.ClientHello;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Finished;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.HelloRequest;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.message.Place;
import dev.handfast.message.ServerHello;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of messages and what they say, for a listener and in faults. */
class MessageSummaryTest {

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of(new HelloRequest(), "say hello again, we begin anew"),
                Arguments.of(clientHello(), "I know TLS_AES_128_GCM_SHA256"),
                Arguments.of(serverHello(Extensions.none(Place.SERVER_HELLO_12)), "let us use TLS_AES_128_GCM_SHA256"),
                Arguments.of(
                        serverHello(Extensions.builder(Place.SERVER_HELLO_12)
                                .add(Extension.ALPN_SH12, "h2")
                                .build()),
                        "let us use TLS_AES_128_GCM_SHA256, and speak h2 inside"),
                Arguments.of(new Certificate12(List.of(new byte[1], new byte[2])), "a chain of 2 certificates"),
                Arguments.of(new Certificate12(List.of(new byte[1])), "my certificate"),
                Arguments.of(new Certificate12(List.of()), "I have no certificate to show"),
                Arguments.of(
                        new CertificateStatusMessage(new CertificateStatus(new byte[1])),
                        "and here is what its issuer says of my certificate today"),
                Arguments.of(
                        new ServerKeyExchange(new byte[0]),
                        "here is my share for the key exchange, signed with my certificate's key"),
                Arguments.of(
                        new CertificateRequest12(List.of(1), List.of(0x0401), List.of()), "show me a certificate, too"),
                Arguments.of(new ServerHelloDone(), "that is all from me; your turn"),
                Arguments.of(new ClientKeyExchange(new byte[0]), "my part of the key exchange"),
                Arguments.of(new NewSessionTicket12(7200, new byte[1]), "a ticket for next time, good for 7200 s"),
                Arguments.of(new NewSessionTicket12(0, new byte[1]), "a ticket for next time"),
                Arguments.of(new Finished(new byte[12]), "a MAC over all that we said"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aMessageSaysWhatItIsFor(HandshakeMessage message, String words) {
        assertEquals(words, MessageSummary.of(message));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of(Certificate12.class, "Certificate"),
                Arguments.of(CertificateRequest12.class, "CertificateRequest"),
                Arguments.of(CertificateRequest13.class, "CertificateRequest"),
                Arguments.of(CertificateStatusMessage.class, "CertificateStatus"),
                Arguments.of(ServerKeyExchange.class, "ServerKeyExchange"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFaultCallsTheAwaitedMessageAsTheStandardDoes(Class<? extends HandshakeMessage> awaited, String name) {
        var input = new Inbound(new Finished(new byte[12]), new byte[16]);

        assertEquals(
                "the peer sent Finished where " + name + " has to come",
                assertThrows(TlsFault.class, () -> input.expect(awaited)).getMessage());
    }

    private static ClientHello clientHello() {
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                new byte[32],
                new byte[0],
                List.of(0x1301),
                new byte[1],
                Extensions.none(Place.CLIENT_HELLO));
    }

    private static ServerHello serverHello(Extensions extensions) {
        return new ServerHello(ProtocolVersion.TLS_1_2, new byte[32], new byte[0], 0x1301, 0, extensions);
    }
}
