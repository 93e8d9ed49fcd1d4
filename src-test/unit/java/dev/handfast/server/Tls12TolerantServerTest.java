package dev.handfast.server;

import static dev.handfast.handshake.Draft.ALPN;
import static dev.handfast.handshake.Draft.EC_POINT_FORMATS;
import static dev.handfast.handshake.Draft.ENCRYPT_THEN_MAC;
import static dev.handfast.handshake.Draft.EXTENDED_MASTER_SECRET;
import static dev.handfast.handshake.Draft.GREASE;
import static dev.handfast.handshake.Draft.RENEGOTIATION_INFO;
import static dev.handfast.handshake.Draft.SERVER_NAME;
import static dev.handfast.handshake.Draft.STATUS_REQUEST;
import static dev.handfast.handshake.Draft.SUPPORTED_GROUPS;
import static dev.handfast.server.Tls12Hellos.groups;
import static dev.handfast.server.Tls12Hellos.schemes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server of TLS 1.2 ignores, and which of a client's extensions it answers (RFC 5246 §7.4.1.4). */
class Tls12TolerantServerTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256;
    private static final int SESSION_TICKET = 35;

    private record Odd(String what, UnaryOperator<Draft> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Odd> hellos() {
        return Stream.of(
                new Odd("an unknown extension", hello -> hello.append(GREASE, 1, 2, 3)),
                new Odd("an unknown extension first", hello -> hello.prepend(GREASE)),
                new Odd("unknown suites", hello -> Tls12Hellos.suites(hello, GREASE, 0x1301, SUITE.code(), 0xFFFE)),
                new Odd("one suite twice", hello -> Tls12Hellos.suites(hello, SUITE, SUITE)),
                new Odd("unknown groups", hello -> groups(hello, GREASE, 29, 0x01FF)),
                new Odd("unknown schemes", hello -> schemes(hello, GREASE, 0x0804)),
                new Odd("other compressions besides", hello -> Tls12Hellos.compression(hello, 64, 1, 0)),
                new Odd("point formats besides", hello -> hello.with(EC_POINT_FORMATS, 3, 1, 2, 0)),
                new Odd("a session that nobody knows", hello -> Tls12Hellos.sessionId(hello, 32)),
                new Odd("a ticket that nobody made", hello -> hello.append(SESSION_TICKET, 1, 2, 3)),
                new Odd("no supported_groups", hello -> hello.without(SUPPORTED_GROUPS)),
                new Odd("no ec_point_formats", hello -> hello.without(EC_POINT_FORMATS)),
                new Odd(
                        "neither of them",
                        hello -> hello.without(EC_POINT_FORMATS).without(SUPPORTED_GROUPS)),
                new Odd("no renegotiation_info", hello -> hello.without(RENEGOTIATION_INFO)),
                new Odd("early_data, which is TLS 1.3's", hello -> hello.append(Draft.EARLY_DATA)));
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void isIgnored(Odd odd) throws TlsFault {
        var client = new ScriptedTls12Client(SUITE);
        client.say(odd.change().apply(client.draft()).encode());
        client.hearFlight();
        client.complete();
    }

    /** RSA key transport signs nothing. */
    @Test
    void withKeyTransportNoSchemeAndNoGroupIsNeeded() throws TlsFault {
        var client = new ScriptedTls12Client(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256);
        client.say(client.draft().withoutExtensions().encode());
        client.hearFlight();
        client.complete();
        assertFalse(client.parameters().extendedMasterSecret());
        assertNull(client.subject().negotiated().group());
    }

    @Test
    void withDheNoGroupIsNeeded() throws TlsFault {
        var client = new ScriptedTls12Client(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256);
        client.say(client.draft().without(SUPPORTED_GROUPS).encode());
        client.hearFlight();
        client.complete();
        assertEquals(NamedGroup.FFDHE2048, client.subject().negotiated().group());
    }

    @Test
    void onlyWhatIsOfferedIsAnswered() throws TlsFault {
        Set<Integer> all = Set.of(RENEGOTIATION_INFO, EC_POINT_FORMATS, EXTENDED_MASTER_SECRET, ENCRYPT_THEN_MAC);
        assertEquals(all, answers(SUITE, hello -> hello));
        for (int type : all) {
            Set<Integer> others =
                    Set.copyOf(all.stream().filter(other -> other != type).toList());
            assertEquals(others, answers(SUITE, hello -> hello.without(type)));
        }
        assertEquals(Set.of(), answers(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, Draft::withoutExtensions));
    }

    /** RFC 7366 §3: an AEAD has no MAC to be moved. RFC 8422 §5.2: without a curve there are no points. */
    @Test
    void whatTheSuiteHasNoUseForIsNotAnswered() throws TlsFault {
        assertEquals(
                Set.of(RENEGOTIATION_INFO, EC_POINT_FORMATS, EXTENDED_MASTER_SECRET),
                answers(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, hello -> hello));
        assertEquals(
                Set.of(RENEGOTIATION_INFO, EXTENDED_MASTER_SECRET),
                answers(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, hello -> hello));
    }

    @Test
    void whatWeDoNotDoIsNotAnswered() throws TlsFault {
        assertEquals(
                Set.of(),
                answers(
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                        hello -> hello.withoutExtensions()
                                .append(SERVER_NAME, 0, 4, 0, 0, 1, 'a')
                                .append(STATUS_REQUEST, 1, 0, 0, 0, 0)
                                .append(SESSION_TICKET)
                                .append(ALPN, 0, 3, 2, 'h', '2')
                                .append(GREASE)));
    }

    /** RFC 5746 §3.6: the suite that stands for the extension is answered by the extension. */
    @Test
    void theSignalSuiteIsAnswered() throws TlsFault {
        int suite = CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA.code();
        assertEquals(
                Set.of(RENEGOTIATION_INFO),
                answers(
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                        hello -> Tls12Hellos.suites(hello.withoutExtensions(), suite, Tls12Hellos.SCSV)));
        assertEquals(
                Set.of(RENEGOTIATION_INFO),
                answers(
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                        hello -> Tls12Hellos.suites(
                                hello.withoutExtensions().append(RENEGOTIATION_INFO, 0), Tls12Hellos.SCSV, suite)));
    }

    /** The extensions that the server answers; the handshake goes on to its end with them. */
    private static Set<Integer> answers(CipherSuite suite, UnaryOperator<Draft> change) throws TlsFault {
        var client = new ScriptedTls12Client(suite);
        client.say(change.apply(client.draft()).encode());
        client.hearFlight();
        client.complete();
        List<Integer> types = client.serverHello().extensions().types();
        assertEquals(types.size(), Set.copyOf(types).size());
        return Set.copyOf(types);
    }
}
