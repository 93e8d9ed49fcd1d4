package dev.handfast.jsse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    @ParameterizedTest
    @CsvSource({"a.example, a.example", "a.example., a.example", "xn--bcher-kva.example, xn--bcher-kva.example"})
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
        assertFalse(IpAddress.isLiteral("1.2.3.example"));
    }

    private static List<String> sent(List<SNIServerName> set, String host) {
        return ServerNames.toSend(ServerNames.asked(set, host)).stream()
                .map(name -> new String(name.name(), US_ASCII))
                .toList();
    }
}
