package dev.handfast.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.ExtensionType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The registry of names and the table of forms call an extension the same. */
class ExtensionNamesTest {
    @Test
    void everyFormOfOursHasItsNameInTheRegistry() {
        for (int code = 0; code <= 0xFFFF; code++) {
            Optional<Integer> number = Extension.numberOf(new ExtensionType(code).toString());
            assertEquals(number.orElse(code), code);
        }
        for (String name : new String[] {
            "server_name",
            "supported_groups",
            "application_layer_protocol_negotiation",
            "key_share",
            "renegotiation_info"
        }) {
            assertEquals(name, new ExtensionType(Extension.numberOf(name).orElseThrow()).toString());
        }
    }
}
