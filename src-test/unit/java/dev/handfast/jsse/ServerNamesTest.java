package dev.handfast.jsse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.managers.IpAddress;
import dev.handfast.message.ServerName;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a client asks for, and which of them it sends. */
class ServerNamesTest {
    private static final String LABEL_OF_63 = "a23456789b123456789c123456789d123456789e123456789f123456789g123";

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example",
        "a.example., a.example",
        "A.Example, A.Example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "b\u00fccher.example, xn--bcher-kva.example"
    })
    void hostBecomesTheName(String host, String sent) {
        assertEquals(List.of(sent), sent(null, host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost.",
                ".example",
                "a.example..",
                "127.0.0.1",
                "127.1",
                "999.1.1.1",
                "::1",
                "[::1]",
                "fe80::1%eth0",
                "a b.example",
                ""
            })
    void hostThatIsNoDomainNameIsNotSent(String host) {
        assertEquals(List.of(), sent(null, host));
    }

    /** What is asked for is what JSSE makes of it, be the names made by way of JSSE's classes or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "A.Example.",
                "localhost",
                "127.0.0.1",
                "1.2.3.example",
                "-a.example",
                "a-.example",
                "a..example",
                "a_b.example",
                "xn--bcher-kva.example",
                "b\u00fccher.example",
                LABEL_OF_63 + "." + LABEL_OF_63 + ".example",
                LABEL_OF_63 + "x.example"
            })
    void nameIsThatOfJsse(String host) {
        List<SNIServerName> asked = ServerNames.asked(null, host);
        assertEquals(hasDot(host) ? jsse(host) : List.of(), asked);
        assertEquals(
                asked.isEmpty() ? null : ((SNIHostName) asked.get(0)).getAsciiName(),
                ServerNames.host(ServerNames.toWire(asked)));
    }

    private static boolean hasDot(String host) {
        return host.contains(".") && !IpAddress.isLiteral(host);
    }

    private static List<SNIServerName> jsse(String host) {
        try {
            return List.of(new SNIHostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
        } catch (IllegalArgumentException noHostName) {
            return List.of();
        }
    }

    @Test
    void hostIsTheFirstNameOfItsType() {
        var odd = new ServerName(7, new byte[] {1, 2});
        assertEquals("a.example", ServerNames.host(List.of(odd, new ServerName(0, "a.example".getBytes(US_ASCII)))));
        assertEquals(
                "xn--bcher-kva.example",
                ServerNames.host(List.of(new ServerName(0, "b\u00fccher.example".getBytes(UTF_8)))));
        assertNull(ServerNames.host(List.of(new ServerName(0, "a..".getBytes(US_ASCII)))));
        assertNull(ServerNames.host(List.of(odd)));
    }

    @Test
    void withoutAHostNothingIsSent() {
        assertEquals(List.of(), sent(null, null));
    }

    @Test
    void applicationsNamesGoBeforeTheHostAndAnEmptyListMeansNone() {
        assertEquals(List.of("b.example"), sent(List.of(new SNIHostName("b.example")), "a.example"));
        assertEquals(List.of("localhost"), sent(List.of(new SNIHostName("localhost")), "a.example"));
        assertEquals(List.of(), sent(List.of(), "a.example"));
    }

    @Test
    void addressesAreAskedForAndNotSent() {
        List<SNIServerName> names = List.of(new SNIHostName("127.0.0.1"));
        assertEquals(names, ServerNames.asked(names, null));
        assertEquals(List.of(), sent(names, null));
    }

    @Test
    void namesOfAnyTypeComeBackAsJsseHasThem() {
        var odd = new ServerName(7, new byte[] {1, 2});
        assertEquals(7, ServerNames.toJsse(odd).getType());
        assertEquals(
                new SNIHostName("a.example"), ServerNames.toJsse(new ServerName(0, "a.example".getBytes(US_ASCII))));
        assertEquals(
                0,
                ServerNames.toJsse(new ServerName(0, "a..".getBytes(US_ASCII))).getType());
    }

    @Test
    void numbersAreAddressesWithoutAskingANameService() {
        assertTrue(IpAddress.parse("999.1.1.1").isEmpty());
        assertTrue(IpAddress.parse("1:2").isEmpty());
        assertTrue(IpAddress.parse("a.example").isEmpty());
        assertEquals(IpAddress.parse("::1"), IpAddress.parse("[0:0:0:0:0:0:0:1]"));
        assertTrue(IpAddress.parse("255.255.255.255").isPresent());
        for (String literal : List.of("1", "127.1", "999.1.1.1", "1.2.3.4", "::1", "[::1]", "fe80::1%eth0")) {
            assertTrue(IpAddress.isLiteral(literal), literal);
        }
        for (String name :
                List.of("", ".", "1.", ".1", "1..2", "1.2.3.4.5", "1.2.3.example", "0x7f.1", "a:g", "\u0661")) {
            assertFalse(IpAddress.isLiteral(name), name);
        }
    }

    private static List<String> sent(List<SNIServerName> set, String host) {
        return ServerNames.toSend(set, host).stream()
                .map(name -> new String(name.name(), US_ASCII))
                .toList();
    }
}
