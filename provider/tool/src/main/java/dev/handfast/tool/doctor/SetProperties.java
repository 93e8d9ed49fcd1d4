package dev.handfast.tool.doctor;

import dev.handfast.doctor.MasterFile;
import dev.handfast.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The properties of TLS that somebody has set in this JVM, and what becomes of them. */
public final class SetProperties {
    private SetProperties() {}

    /** A line for each; none if all is as the JDK has it. */
    public static List<String> told() {
        var jdk = new MasterFile();
        var lines = new ArrayList<String>();
        for (Property property : Property.values()) {
            String value = property.value();
            if (value != null && !Objects.equals(value, trimmed(jdk.value(property.toString())))) {
                lines.add(property + "=" + shown(property, value)
                        + property.whyIgnored()
                                .map(reason -> " (does not count: " + reason + ")")
                                .orElse(""));
            }
        }
        return List.copyOf(lines);
    }

    private static String trimmed(String value) {
        return value == null ? null : value.trim();
    }

    private static String shown(Property property, String value) {
        return property.toString().toLowerCase(Locale.ROOT).contains("password") ? "(not shown)" : value;
    }
}
