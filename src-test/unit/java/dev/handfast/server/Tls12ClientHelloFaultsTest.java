package dev.handfast.server;

import static dev.handfast.handshake.Draft.ALPN;
import static dev.handfast.handshake.Draft.EC_POINT_FORMATS;
import static dev.handfast.handshake.Draft.ENCRYPT_THEN_MAC;
import static dev.handfast.handshake.Draft.EXTENDED_MASTER_SECRET;
import static dev.handfast.handshake.Draft.RENEGOTIATION_INFO;
import static dev.handfast.handshake.Draft.SERVER_NAME;
import static dev.handfast.handshake.Draft.SIGNATURE_ALGORITHMS;
import static dev.handfast.handshake.Draft.SUPPORTED_GROUPS;
import static dev.handfast.handshake.Draft.SUPPORTED_VERSIONS;
import static dev.handfast.server.Tls12Hellos.groups;
import static dev.handfast.server.Tls12Hellos.schemes;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.HANDSHAKE_FAILURE;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.HelloPolicy;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Wrong;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A ClientHello of TLS 1.2 with one thing wrong: the server says which alert, and not a byte of a ServerHello. */
class Tls12ClientHelloFaultsTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256;

    @Test
    void aNameThatTheApplicationDoesNotServeIsUnrecognized() throws TlsFault {
        Settings picky = ScriptedTls12Client.settings()
                .policy(new HelloPolicy() {
                    @Override
                    public void acceptServerNames(Negotiated soFar) throws TlsFault {
                        throw new TlsFault(Alert.UNRECOGNIZED_NAME, "not here");
                    }

                    @Override
                    public String chooseProtocol(Negotiated soFar, List<String> offered) {
                        return "";
                    }
                })
                .build();
        var client = new ScriptedTls12Client(SUITE, picky);
        client.say(client.draft().encode());
        client.assertDies(Alert.UNRECOGNIZED_NAME);
    }

    private static Stream<Wrong> fields() {
        return Stream.of(
                wrong("the session id has 33 bytes", hello -> Tls12Hellos.sessionId(hello, 33), DECODE_ERROR),
                wrong("no cipher suite", hello -> Tls12Hellos.suites(hello, new int[0]), DECODE_ERROR),
                wrong("only suites nobody knows", hello -> Tls12Hellos.suites(hello, 0x3A3A, 7), HANDSHAKE_FAILURE),
                wrong("only suites of TLS 1.3", hello -> Tls12Hellos.suites(hello, 0x1301, 0x1302), HANDSHAKE_FAILURE),
                wrong("only an SCSV", hello -> Tls12Hellos.suites(hello, Tls12Hellos.SCSV), HANDSHAKE_FAILURE),
                wrong("no compression method", Tls12Hellos::compression, DECODE_ERROR),
                wrong("no null compression", hello -> Tls12Hellos.compression(hello, 1), ILLEGAL_PARAMETER),
                wrong("two others", hello -> Tls12Hellos.compression(hello, 1, 64), ILLEGAL_PARAMETER),
                wrong("half the random", hello -> hello.fields(old -> Arrays.copyOf(old, 18)), DECODE_ERROR));
    }

    private static Stream<Wrong> extensions() {
        return Stream.of(
                wrong("one extension twice", hello -> hello.append(EXTENDED_MASTER_SECRET), ILLEGAL_PARAMETER),
                wrong("an unknown one twice", hello -> hello.append(0x3A3A).append(0x3A3A), ILLEGAL_PARAMETER),
                wrong("no versions", hello -> hello.with(SUPPORTED_VERSIONS, 0), DECODE_ERROR),
                wrong("an earlier handshake", hello -> renegotiating(hello, 12), HANDSHAKE_FAILURE),
                wrong("an earlier handshake of one byte", hello -> renegotiating(hello, 1), HANDSHAKE_FAILURE),
                wrong("renegotiation_info without body", hello -> hello.with(RENEGOTIATION_INFO), DECODE_ERROR),
                wrong("renegotiation_info cut", hello -> hello.with(RENEGOTIATION_INFO, 2, 1), DECODE_ERROR),
                wrong("renegotiation_info and more", hello -> hello.with(RENEGOTIATION_INFO, 0, 0), DECODE_ERROR),
                wrong("extended_master_secret: 1", hello -> hello.with(EXTENDED_MASTER_SECRET, 1), DECODE_ERROR),
                wrong("encrypt_then_mac: 1", hello -> hello.with(ENCRYPT_THEN_MAC, 1), DECODE_ERROR),
                wrong("no point format", hello -> hello.with(EC_POINT_FORMATS, 0), DECODE_ERROR),
                wrong("compressed points alone", hello -> hello.with(EC_POINT_FORMATS, 1, 1), ILLEGAL_PARAMETER),
                wrong("point formats cut", hello -> hello.with(EC_POINT_FORMATS, 2, 0), DECODE_ERROR),
                wrong("no group in the list", hello -> groups(hello), DECODE_ERROR),
                wrong("half a group", hello -> hello.with(SUPPORTED_GROUPS, 0, 3, 0, 29, 0), DECODE_ERROR),
                wrong("no scheme in the list", hello -> schemes(hello), DECODE_ERROR),
                wrong("half a scheme", hello -> hello.with(SIGNATURE_ALGORITHMS, 0, 1, 4), DECODE_ERROR),
                wrong("an empty name", hello -> hello.with(SERVER_NAME, 0, 3, 0, 0, 0), DECODE_ERROR),
                wrong("no protocol in the list", hello -> hello.with(ALPN, 0, 0), DECODE_ERROR),
                wrong(
                        "oid_filters, of TLS 1.3's CertificateRequest",
                        hello -> hello.append(48, 0, 0),
                        ILLEGAL_PARAMETER));
    }

    private static Stream<Wrong> nothingInCommon() {
        return Stream.of(
                // RFC 5246 §7.4.1.4.1: SHA-1 then, which we do not sign with.
                wrong("no signature_algorithms", hello -> hello.without(SIGNATURE_ALGORITHMS), HANDSHAKE_FAILURE),
                wrong("schemes nobody knows", hello -> schemes(hello, 0x3A3A, 0x0701), HANDSHAKE_FAILURE),
                wrong("SHA-1 alone", hello -> schemes(hello, 0x0201, 0x0203), HANDSHAKE_FAILURE),
                wrong("schemes of other keys", hello -> schemes(hello, 0x0403, 0x0807), HANDSHAKE_FAILURE),
                wrong("groups nobody knows", hello -> groups(hello, 0x3A3A, 0x0015), HANDSHAKE_FAILURE),
                wrong("finite fields alone", hello -> groups(hello, 0x0100, 0x0101), HANDSHAKE_FAILURE));
    }

    @ParameterizedTest
    @MethodSource({"fields", "extensions", "nothingInCommon"})
    void aWrongHelloIsAnsweredInTheClear(Wrong wrong) throws TlsFault {
        var client = new ScriptedTls12Client(SUITE);
        client.say(wrong.change().apply(client.draft()).encode());
        client.assertDies(wrong.alert());
    }

    /** RFC 7919 §4: who lists finite fields takes no other. */
    @ParameterizedTest
    @EnumSource(names = {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"})
    void withDheTheListedFieldsCount(CipherSuite suite) throws TlsFault {
        var client = new ScriptedTls12Client(suite);
        client.say(groups(client.draft(), 29, 0x01FB, 0x0105).encode());
        client.assertDies(HANDSHAKE_FAILURE);

        var unsigned = new ScriptedTls12Client(suite);
        unsigned.say(unsigned.draft().without(SIGNATURE_ALGORITHMS).encode());
        unsigned.assertDies(HANDSHAKE_FAILURE);
    }

    @Test
    void everyLengthOfTheHelloCounts() throws TlsFault {
        byte[] hello = new ScriptedTls12Client(SUITE).hello().encode();
        int extensions = 4 + 2 + 32 + 1 + 4 + 2;
        for (int body = 0; body < hello.length - 4; body++) {
            var client = new ScriptedTls12Client(SUITE);
            client.say(ScriptedPeer.message(1, Arrays.copyOfRange(hello, 4, 4 + body)));
            // Where the extensions would begin, a hello may end: then it lists no scheme that we can sign with.
            client.assertDies(4 + body == extensions ? HANDSHAKE_FAILURE : DECODE_ERROR);
        }
    }

    @Test
    void bytesBehindTheHelloAreADecodeError() throws TlsFault {
        var client = new ScriptedTls12Client(SUITE);
        byte[] hello = client.hello().encode();
        client.say(ScriptedPeer.message(1, Arrays.copyOfRange(hello, 4, hello.length + 1)));
        client.assertDies(DECODE_ERROR);
    }

    private static Wrong wrong(String what, UnaryOperator<Draft> change, Alert alert) {
        return new Wrong(what, change, alert);
    }

    /** {@code renegotiation_info} with the verify_data of a handshake before this one. */
    private static Draft renegotiating(Draft hello, int length) {
        return hello.with(RENEGOTIATION_INFO, out -> out.opaque(255, new byte[length]));
    }
}
