package dev.handfast.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Properties are read as the JDK reads them, and what does not count is told once. */
class PropertyTest {
    private final List<String> lines = new ArrayList<>();
    private final Warnings warnings = new Warnings(lines::add);
    private final List<String> touched = new ArrayList<>();

    private void set(Property property, String value) {
        touched.add(property.toString());
        System.setProperty(property.toString(), value);
    }

    @AfterEach
    void clear() {
        touched.forEach(System::clearProperty);
    }

    @Test
    void wordsAreTakenInAnyCaseAndOthersAreTold() {
        assertTrue(Property.SNI.flag(warnings));
        set(Property.SNI, "FALSE");
        assertFalse(Property.SNI.flag(warnings));
        assertEquals(List.of(), lines);
        set(Property.SNI, "maybe");
        assertTrue(Property.SNI.flag(warnings));
        assertEquals(
                List.of(
                        "jsse.enableSNIExtension is set to \"maybe\", which is not usable: it has to be true or false; what"
                                + " counts is: true"),
                lines);
    }

    private enum Metal {
        IRON,
        TIN
    }

    @Test
    void constantsAreTakenInAnyCaseAndOthersAreTold() {
        assertEquals(Optional.empty(), Property.BY_X25519.choice(Metal.class, warnings));
        set(Property.BY_X25519, " Tin ");
        assertEquals(Optional.of(Metal.TIN), Property.BY_X25519.choice(Metal.class, warnings));
        assertEquals(List.of(), lines);
        set(Property.BY_X25519, "brass");
        assertEquals(Optional.empty(), Property.BY_X25519.choice(Metal.class, warnings));
        assertEquals(
                List.of(
                        "dev.handfast.crypto.x25519 is set to \"brass\", which is not usable: it has to be iron or tin; what"
                                + " counts is: bcprov, unless the list has another provider before the JDK's"),
                lines);
    }

    @Test
    void numbersAreTakenInTheirRangeAndOthersAreTold() {
        set(Property.MAX_HANDSHAKE_MESSAGE, "0x10000");
        assertEquals(65_536, Property.MAX_HANDSHAKE_MESSAGE.number(1, warnings));
        assertEquals(List.of(), lines);
        set(Property.MAX_HANDSHAKE_MESSAGE, "abc");
        assertEquals(32_768, Property.MAX_HANDSHAKE_MESSAGE.number(1, warnings));
        assertEquals(
                List.of(
                        "jdk.tls.maxHandshakeMessageSize is set to \"abc\", which is not usable: it has to be a number, at"
                                + " least 1; what counts is: 32768"),
                lines);
        set(Property.MAX_CHAIN, "-1");
        assertEquals(OptionalInt.empty(), Property.MAX_CHAIN.given(0, warnings));
        assertTrue(lines.get(1).endsWith("what counts is: as if it were not set"), lines::toString);
    }

    @Test
    void listsMayBeQuotedAndBlankIsNotSet() {
        set(Property.CLIENT_SUITES, "\" A, B ,,C\"");
        assertEquals(List.of("A", "B", "C"), Property.CLIENT_SUITES.list());
        set(Property.CLIENT_SUITES, "  ");
        assertNull(Property.CLIENT_SUITES.value());
        assertEquals(List.of(), Property.CLIENT_SUITES.list());
    }

    @Test
    void eachPropertyIsToldOnce() {
        set(Property.DEBUG, "ssl");
        set(Property.SNI, "maybe");
        for (int i = 0; i < 2; i++) {
            warnings.tellIgnored();
            Property.SNI.flag(warnings);
        }
        assertEquals(2, lines.size(), lines::toString);
    }

    @Test
    void valueThatAsksForWhatHappensAnywayIsNotTold() {
        set(Property.SERVER_TICKETS, "false");
        set(Property.REJECT_RENEGOTIATION, "TRUE");
        set(Property.UNSAFE_RENEGOTIATION, "false");
        warnings.tellIgnored();
        assertEquals(List.of(), lines);
        set(Property.UNSAFE_RENEGOTIATION, "true");
        warnings.tellIgnored();
        assertEquals(1, lines.size());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotHonouredIsToldWithItsReasonAndWithoutItsValue(Property property) {
        if (property.source() == Source.SECURITY) {
            assertTrue(property.standing() != Standing.Kind.IGNORED, "the JDK's own file may set it");
            return;
        }
        set(property, "secret-value");
        warnings.tellIgnored();
        boolean ignored = property.standing() == Standing.Kind.IGNORED;
        assertEquals(ignored ? 1 : 0, lines.size(), lines::toString);
        assertFalse(lines.toString().contains("secret-value"), lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.startsWith(property + " is set, and")), lines::toString);
    }

    @Test
    void namesAreDifferent() {
        assertEquals(
                Property.values().length,
                Stream.of(Property.values())
                        .map(Property::toString)
                        .collect(Collectors.toSet())
                        .size());
    }
}
